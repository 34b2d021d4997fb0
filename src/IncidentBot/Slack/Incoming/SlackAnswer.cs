namespace IncidentBot.Slack;

/// <summary>What goes back to Slack in the same breath.</summary>
/// <param name="Body">Written as JSON; nothing for an empty body.</param>
public sealed record SlackAnswer(int Status, object? Body = null)
{
    public static SlackAnswer Taken { get; } = new(StatusCodes.Status200OK);

    public static SlackAnswer Unreadable { get; } = new(StatusCodes.Status400BadRequest);

    /// <summary>Slack delivers again: at once, after a minute, after five.</summary>
    public static SlackAnswer TryAgain { get; } = new(StatusCodes.Status503ServiceUnavailable);

    public static SlackAnswer Say(string text, bool isForAll) => new(StatusCodes.Status200OK, SlackResponse.Of(text, isForAll));
}

/// <summary>The answer to a command, as Slack shows it. The names are Slack's.</summary>
public sealed record SlackResponse(
    [property: System.Text.Json.Serialization.JsonPropertyName("response_type")] string ResponseType,
    [property: System.Text.Json.Serialization.JsonPropertyName("text")] string Text)
{
    public static SlackResponse Of(string text, bool isForAll) => new(isForAll ? "in_channel" : "ephemeral", text);
}
