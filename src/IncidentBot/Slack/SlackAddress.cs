using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Slack's ids within the ids that are unique over all platforms: <c>slack:T01/U01</c>.</summary>
public static class SlackAddress
{
    private const string Prefix = SlackPlatform.Slack + ":";

    public static string Of(string team, string id) => $"{Prefix}{team}/{id}";

    public static Conversation Conversation(string team, string channel) => new(SlackPlatform.Slack, team, channel);

    public static string TeamOf(string personId) => personId[Prefix.Length..personId.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The user behind a person's id, if it is one that Slack can mention; bots have ids of another kind.</summary>
    public static string? UserOf(string personId)
    {
        var slash = personId.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !personId.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var user = personId[(slash + 1)..];
        return user is ['U' or 'W', ..] && user.All(char.IsAsciiLetterOrDigit) ? user : null;
    }
}
