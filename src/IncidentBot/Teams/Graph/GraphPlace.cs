using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>A conversation, and where Graph shows its messages.</summary>
/// <param name="Group">The team's group in the directory, for a thread of a channel; a chat has none.</param>
public sealed record GraphPlace(TeamsPlace Place, string? Group)
{
    private const int MostAtOnce = 50;

    /// <summary>Where the incident lives in whose channel the thread is, if not right there.</summary>
    public Conversation? Home { get; init; }

    /// <summary>Consented to per team or chat. Sources: "List replies", "List messages in a chat", "Get chatMessage in a channel or chat".</summary>
    public string Permission => Group is null ? "ChatMessage.Read.Chat" : "ChannelMessage.Read.Group";

    /// <summary>The first message of the thread; nothing for a chat.</summary>
    public string? Root => Group is null ? null : TeamsPlaces.RootOf(Place.Id);

    public string Message(string id) => Root is { } root && id != root ? $"{Message(root)}/replies/{Escaped(id)}" : $"{All}/{Escaped(id)}";

    /// <summary>Those below the first message; Graph neither filters nor orders them.</summary>
    public string Replies => $"{Message(Root!)}/replies?$top={MostAtOnce}";

    /// <summary>The threads of the channel in which something was said or touched since then, with what is below them. Source: "chatMessage: delta".</summary>
    public string Threads(DateTimeOffset since) =>
        $"{All}/delta?$top={MostAtOnce}&$expand=replies&$filter={Uri.EscapeDataString($"lastModifiedDateTime gt {Moment(since)}")}";

    /// <summary>Another thread of the same channel.</summary>
    public GraphPlace Thread(string root) => this with { Place = Place with { Id = TeamsPlaces.ThreadOf(TeamsPlaces.ChannelOf(Place), root) } };

    /// <summary>Those of a chat that were said or touched in a time, the last first.</summary>
    public string Touched(DateTimeOffset since, DateTimeOffset? before)
    {
        var until = before is { } end ? $" and lastModifiedDateTime lt {Moment(end)}" : "";
        return $"{All}?$top={MostAtOnce}&$orderby={Uri.EscapeDataString("lastModifiedDateTime desc")}&$filter={Uri.EscapeDataString($"lastModifiedDateTime gt {Moment(since)}{until}")}";
    }

    private string All => Group is null
        ? $"chats/{Escaped(Place.Id)}/messages"
        : $"teams/{Escaped(Group)}/channels/{Escaped(TeamsPlaces.ChannelOf(Place))}/messages";

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
