namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What became of an event on its way to the bot.</summary>
/// <param name="Statuses">The answer to each try; 0 where none came.</param>
public sealed record Delivery(IReadOnlyList<int> Statuses)
{
    /// <summary>The bot is not in the channel, or a test holds the events back.</summary>
    public static Delivery None { get; } = new([]);

    public bool IsAcknowledged => Statuses.Count > 0 && Statuses[^1] is >= 200 and < 300;
}
