using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>A conversation in which an incident lives, under the name that people see.</summary>
public sealed record IncidentHome(Conversation Conversation, string Name)
{
    /// <summary>What people say there stays there, and what they say in the other homes is not shown there. The log has it all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsQuiet { get; init; }

    [JsonIgnore]
    public ChannelNamed Channel => new(Conversation, Name);

    /// <summary>The way there for people of any platform: <c>#payments (Slack)</c>.</summary>
    [JsonIgnore]
    public BotText Shown => BotText.Say($"{Channel} ({TitleOf(Conversation.Platform)}{(IsQuiet ? ", quiet" : "")})");

    public static BotText Listed(IEnumerable<IncidentHome> homes) =>
        new([.. homes.SelectMany((home, place) => BotText.Say($"{(place == 0 ? "" : ", ")}{home.Shown}").Parts)]);

    /// <summary>What people call a platform: <c>Slack</c>.</summary>
    public static string TitleOf(string platform) => platform is { Length: > 0 } name ? char.ToUpperInvariant(name[0]) + name[1..] : "";
}
