using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

public enum EntryKind
{
    Note,
    Message,
    Change,
}

/// <summary>A row that the document's timeline may show.</summary>
/// <param name="Number">Stays with the entry for good, so that <c>timeline edit 3</c> means the same row for everybody.</param>
/// <param name="Evidence">The events it rests on, oldest first.</param>
public sealed record TimelineEntry(
    int Number,
    EntryKind Kind,
    Moment At,
    string Event,
    string? ActionTaken,
    ImmutableArray<long> Evidence)
{
    /// <summary>Who wrote it; for a kept message its author, if known.</summary>
    public Person? By { get; init; }

    /// <summary>A change that somebody gave words of their own stands by itself; others give way to a note of the same minute.</summary>
    public bool HasOwnWords { get; init; } = true;

    /// <summary>Which milestone the row shows, so that a correction moves it.</summary>
    public Milestone? Milestone { get; init; }

    public bool IsHidden { get; init; }

    /// <summary>A person put it into other words or at another time: edits of the message no longer reach it.</summary>
    public bool IsRewritten { get; init; }
    public bool IsMoved { get; init; }

    /// <summary>For a kept message: the message, the thread it hangs on, and the marks that keep it.</summary>
    public string? MessageKey { get; init; }
    public string? ThreadKey { get; init; }
    public ImmutableSortedSet<string> Marks { get; init; } = [];

    /// <summary>A message that nobody keeps any more goes, but its number waits for it.</summary>
    [JsonIgnore]
    public bool IsLive => !IsHidden && (Kind != EntryKind.Message || Marks.Count > 0);
}
