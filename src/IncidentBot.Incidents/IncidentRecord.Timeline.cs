namespace IncidentBot.Incidents;

public sealed partial record IncidentRecord
{
    private IncidentRecord ApplyToTimeline(TimelineEvent happened) => happened.Detail switch
    {
        NoteAdded note => Enter(EntryKind.Note, happened, note.Event, note.ActionTaken),
        IncidentDeclared declared => EnterChange(happened, "Incident declared", declared.Title, ownWords: false),
        StatusChanged changed => EnterChange(happened, WordsFor(changed.To), changed.What, changed.What is not null, MilestoneOf(changed.To)),
        IncidentReopened reopened => EnterChange(happened, "Incident reopened", reopened.Reason, ownWords: true),
        IncidentCancelled cancelled => EnterChange(happened, "Incident cancelled", cancelled.Reason, cancelled.Reason is not null),
        SeverityChanged changed => EnterChange(happened, $"Severity set to {changed.To}", changed.Why, changed.Why is not null),
        TimeCorrected { Milestone: Milestone.Mitigated or Milestone.Resolved } corrected => MoveMilestone(corrected, happened.Id),
        EntryEdited edited => Amend(edited.Number, happened.Id, entry => entry with { Event = edited.Event, ActionTaken = edited.ActionTaken, By = happened.By, HasOwnWords = true, IsRewritten = true }),
        EntryMoved moved => Amend(moved.Number, happened.Id, entry => entry with { At = moved.To, IsMoved = true }),
        EntryHidden hidden => Amend(hidden.Number, happened.Id, entry => entry with { IsHidden = true }),
        EntryShown shown => Amend(shown.Number, happened.Id, entry => entry with { IsHidden = false }),
        MessageKept kept => Keep(kept, happened),
        MessageUnkept unkept => AmendMessage(happened, entry => entry with { Marks = entry.Marks.Remove(unkept.Mark) }),
        MessageEdited edited => AmendMessage(happened, entry => Worded(entry, edited.Words)),
        MessageDeleted => AmendMessage(happened, entry => entry with { Marks = [], Event = "", ActionTaken = null }),
        _ => this,
    };

    public TimelineEntry? FindEntry(int number) => Entries.FirstOrDefault(entry => entry.Number == number);

    public TimelineEntry? FindMessage(string messageKey) => Entries.FirstOrDefault(entry => entry.MessageKey == messageKey);

    private IncidentRecord Enter(EntryKind kind, TimelineEvent happened, string text, string? action) => this with
    {
        Entries = Entries.Add(new TimelineEntry(Entries.Length + 1, kind, happened.OccurredAt, text, action, [happened.Id]) { By = happened.By }),
    };

    private IncidentRecord EnterChange(TimelineEvent happened, string text, string? action, bool ownWords, Milestone? milestone = null)
    {
        var entry = new TimelineEntry(Entries.Length + 1, EntryKind.Change, happened.OccurredAt, text, action, [happened.Id])
        {
            By = happened.By,
            HasOwnWords = ownWords,
            Milestone = milestone,
        };
        return this with { Entries = Entries.Add(entry) };
    }

    private IncidentRecord MoveMilestone(TimeCorrected corrected, long eventId) =>
        Entries.LastOrDefault(entry => entry.Milestone == corrected.Milestone) is { } row
            ? Amend(row.Number, eventId, entry => entry with { At = corrected.To })
            : this;

    private IncidentRecord Keep(MessageKept kept, TimelineEvent happened)
    {
        // A mark that waits for its message has no author yet. With an author, the words were taken out of the log when the
        // message was deleted: whoever reads the log again must still give its entry a number.
        if (happened.Source is not { } source || kept is { Words: null, Author: null })
            return this;

        var words = kept.Words ?? new KeptWords(happened.OccurredAt, "", null);
        if (FindMessage(source.MessageKey) is not null)
            return AmendMessage(happened, entry => (entry.Marks.IsEmpty ? Worded(entry, words) : entry) with { Marks = entry.Marks.Add(kept.Mark) });

        var entry = new TimelineEntry(Entries.Length + 1, EntryKind.Message, words.At, words.Event, words.ActionTaken, [happened.Id])
        {
            By = kept.Author,
            MessageKey = source.MessageKey,
            ThreadKey = source.ThreadKey,
            Marks = [kept.Mark],
        };
        return this with { Entries = Entries.Add(entry) };
    }

    private static TimelineEntry Worded(TimelineEntry entry, KeptWords? words) => words is null ? entry : entry with
    {
        At = entry.IsMoved ? entry.At : words.At,
        Event = entry.IsRewritten ? entry.Event : words.Event,
        ActionTaken = entry.IsRewritten ? entry.ActionTaken : words.ActionTaken,
    };

    private IncidentRecord Amend(int number, long eventId, Func<TimelineEntry, TimelineEntry> change) => this with
    {
        Entries = [.. Entries.Select(entry => entry.Number == number ? change(entry) with { Evidence = entry.Evidence.Add(eventId) } : entry)],
    };

    private IncidentRecord AmendMessage(TimelineEvent happened, Func<TimelineEntry, TimelineEntry> change) =>
        happened.Source is { } source && FindMessage(source.MessageKey) is { } entry ? Amend(entry.Number, happened.Id, change) : this;

    private static Milestone? MilestoneOf(IncidentStatus status) => status switch
    {
        IncidentStatus.Mitigated => Milestone.Mitigated,
        IncidentStatus.Resolved => Milestone.Resolved,
        _ => null,
    };

    /// <summary>The words of the template's own timeline.</summary>
    private static string WordsFor(IncidentStatus status) => status switch
    {
        IncidentStatus.Investigating => "Investigation started",
        IncidentStatus.Identified => "Root cause identified",
        IncidentStatus.Mitigated => "Mitigation applied",
        IncidentStatus.Resolved => "Service restored",
        _ => status.ToString(),
    };
}
