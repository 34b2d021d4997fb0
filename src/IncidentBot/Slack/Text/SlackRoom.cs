namespace IncidentBot.Slack;

/// <summary>How much Slack takes in one piece.</summary>
/// <param name="Blocks">Rows of buttons among them.</param>
/// <param name="Characters">Of all sections together.</param>
public sealed record SlackRoom(int Blocks, int Rows, int Characters)
{
    /// <summary>The characters are undocumented: Slack answers <c>msg_blocks_too_long</c> from about 11,000 on. Source: slackapi/bolt-js, #2509 and #2867.</summary>
    public static SlackRoom Message { get; } = new(50, 20, 10_000);

    /// <summary>A view may have 250 KB, in which escaping and JSON take their part.</summary>
    public static SlackRoom HomeTab { get; } = new(100, 40, 60_000);
}
