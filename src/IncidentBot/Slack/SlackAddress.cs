using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Slack;

/// <summary>Slack's ids within the ids that are unique over all platforms: <c>slack:T01/U01</c>.</summary>
public static class SlackAddress
{
    private const string Prefix = SlackPlatform.Slack + ":";

    public static string Of(string team, string id) => $"{Prefix}{team}/{id}";

    public static Conversation Conversation(string team, string channel) => new(SlackPlatform.Slack, team, channel);

    public static string TeamOf(string personId) => personId[Prefix.Length..personId.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The users of a workspace whom a command names by their tokens, each once.</summary>
    public static IEnumerable<string> PeopleIn(string command, string team) => Mention.IdsIn(command)
        .Where(id => id.StartsWith(Of(team, ""), StringComparison.Ordinal)).Select(UserOf).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The user behind a person's id, or Slack's own id as settings name it; bots have ids of another kind.</summary>
    public static string? UserOf(string personId) => IdIn(personId) is ['U' or 'W', ..] user ? user : null;

    /// <summary>The user group behind an id, likewise.</summary>
    public static string? GroupOf(string id) => IdIn(id) is ['S', ..] group ? group : null;

    private static string? IdIn(string id)
    {
        var own = id.StartsWith(Prefix, StringComparison.Ordinal) ? id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..] : id;
        return own.Length > 1 && own.All(char.IsAsciiLetterOrDigit) ? own : null;
    }
}
