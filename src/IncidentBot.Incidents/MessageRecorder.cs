using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents;

/// <summary>A message as it stands now: its newest text, or nothing once it was deleted.</summary>
/// <param name="Clock">The author's, at the moment it was posted.</param>
/// <param name="Version">Of its newest edit, see <see cref="MessageEdited"/>; empty for the message as it was posted.</param>
/// <param name="ThreadId">The message it hangs on, if it is a reply.</param>
public sealed record KnownMessage(string? Text, Person Author, SenderClock Clock, string Version = "", string? ThreadId = null)
{
    public ImmutableArray<SharedFile> Files { get; init; } = [];

    /// <summary>Whether a program said it.</summary>
    public bool IsFromBot { get; init; }

    public string FileNames => string.Join(", ", Files.Select(file => file.Shown));
}

/// <summary>
/// What a chat message means to the incident it was said in. Plain chat is only appended and never comes here; this is
/// for what may change the timeline: a message that begins with a time, an edit, a deletion, a mark to keep it.
/// </summary>
public static class MessageRecorder
{
    /// <summary>The mark of a message that begins with the time it is about.</summary>
    public const string LeadingTime = "leading time";

    /// <summary>Whether a new message goes straight into the timeline.</summary>
    public static bool IsWrittenForTheTimeline(MessagePosted message, SenderClock clock) =>
        !message.FromBot && message.Text is { } text && KeptWords.BeginsWithTime(text, clock, out _, out _);

    public static Decision Posted(MessagePosted message, EventDraft draft, SenderClock clock) =>
        IsWrittenForTheTimeline(message, clock)
            ? Decision.Record(draft, draft with { Detail = Keep(LeadingTime, message.Text!, draft.By, clock) })
            : Decision.Record(draft);

    /// <param name="message">As it stood before the edit, if it is known.</param>
    public static Decision Edited(IncidentRecord record, EventSource source, MessageEdited edit, EventDraft draft, KnownMessage? message)
    {
        if (edit.Text is not { } text || message?.Text is null || string.CompareOrdinal(edit.Version, message.Version) < 0)
            return Decision.Record(draft);

        var entry = record.FindMessage(source.MessageKey);
        var words = KeptWords.Read(text, message.Clock);
        var follows = draft with { Detail = edit with { Words = entry is { Marks.Count: > 0 } ? words : null } };
        var isWritten = KeptWords.BeginsWithTime(text, message.Clock, out _, out _);
        var wasWritten = entry?.Marks.Contains(LeadingTime) == true;

        return (isWritten, wasWritten) switch
        {
            (true, false) => Decision.Record(follows, draft with { Detail = Keep(LeadingTime, text, message.Author, message.Clock) }),
            (false, true) => Decision.Record(follows, draft with { Detail = new MessageUnkept(LeadingTime) }),
            _ => Decision.Record(follows),
        };
    }

    /// <param name="message">Nothing where the message itself has not come in: the mark is kept for it.</param>
    public static Decision Kept(IncidentRecord record, EventSource source, MessageKept keep, EventDraft draft, KnownMessage? message)
    {
        if (record.FindMessage(source.MessageKey)?.Marks.Contains(keep.Mark) == true)
            return Decision.Nothing;

        return message?.Text is { } text
            ? Decision.Record(draft with { Detail = Keep(keep.Mark, string.IsNullOrWhiteSpace(text) ? message.FileNames : text, message.Author, message.Clock) })
            : Decision.Record(draft);
    }

    /// <summary>Whoever keeps a message from its menu may put it into other words, add what was done, or give it another time.</summary>
    /// <param name="said">Empty to leave the words as they are.</param>
    /// <param name="action">Empty for none.</param>
    public static Decision Retouched(IncidentRecord record, EventSource source, string said, string action, Moment? at, EventDraft draft)
    {
        if (record.FindMessage(source.MessageKey) is not { IsLive: true } entry)
            return Decision.Nothing;

        var words = said.Length == 0 ? entry.Event : said;
        var done = action.Length == 0 ? entry.ActionTaken : action;
        var changes = new List<TimelineDetail>();
        if (words != entry.Event || done != entry.ActionTaken)
            changes.Add(new EntryEdited(entry.Number, words, done));
        if (at is { } moment && moment != entry.At)
            changes.Add(new EntryMoved(entry.Number, moment));
        return Decision.Record(changes.Select(change => draft with { Detail = change }));
    }

    private static MessageKept Keep(string mark, string text, Person author, SenderClock clock) =>
        new(mark, KeptWords.Read(text, clock), author);
}
