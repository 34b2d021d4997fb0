using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>What happened: a closed set. The discriminators are in the log of every incident ever run: never rename one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MessagePosted), "message")]
[JsonDerivedType(typeof(MessageEdited), "edit")]
[JsonDerivedType(typeof(MessageDeleted), "deletion")]
[JsonDerivedType(typeof(MessageKept), "keep")]
[JsonDerivedType(typeof(MessageUnkept), "unkeep")]
[JsonDerivedType(typeof(CommandIssued), "command")]
[JsonDerivedType(typeof(CaptureGap), "gap")]
[JsonDerivedType(typeof(NameLearned), "name")]
[JsonDerivedType(typeof(PersonRecognised), "person-recognised")]
[JsonDerivedType(typeof(IncidentDeclared), "declared")]
[JsonDerivedType(typeof(HomeOpened), "home")]
[JsonDerivedType(typeof(HomeJoined), "home-joined")]
[JsonDerivedType(typeof(HomeLeft), "home-left")]
[JsonDerivedType(typeof(StatusChanged), "status")]
[JsonDerivedType(typeof(IncidentReopened), "reopened")]
[JsonDerivedType(typeof(IncidentClosed), "closed")]
[JsonDerivedType(typeof(IncidentCancelled), "cancelled")]
[JsonDerivedType(typeof(TimeCorrected), "time-corrected")]
[JsonDerivedType(typeof(SeverityChanged), "severity")]
[JsonDerivedType(typeof(RoleAssigned), "role")]
[JsonDerivedType(typeof(TitleChanged), "title")]
[JsonDerivedType(typeof(StatusUpdatePosted), "update")]
[JsonDerivedType(typeof(StatusUpdatePostponed), "update-postponed")]
[JsonDerivedType(typeof(NoteAdded), "note")]
[JsonDerivedType(typeof(EntryEdited), "entry-edited")]
[JsonDerivedType(typeof(EntryMoved), "entry-moved")]
[JsonDerivedType(typeof(EntryHidden), "entry-hidden")]
[JsonDerivedType(typeof(EntryShown), "entry-shown")]
[JsonDerivedType(typeof(Detected), "detected")]
[JsonDerivedType(typeof(Stated), "stated")]
[JsonDerivedType(typeof(StatementEdited), "statement-edited")]
[JsonDerivedType(typeof(StatementRemoved), "statement-removed")]
[JsonDerivedType(typeof(DegradationSet), "degradation")]
[JsonDerivedType(typeof(ImpactMeasured), "measurement")]
[JsonDerivedType(typeof(ActionItemAdded), "action-item")]
[JsonDerivedType(typeof(ActionItemProgressed), "action-item-status")]
[JsonDerivedType(typeof(ActionItemAssigned), "action-item-owner")]
[JsonDerivedType(typeof(ActionItemRescheduled), "action-item-due")]
[JsonDerivedType(typeof(ActionItemPrioritised), "action-item-priority")]
[JsonDerivedType(typeof(ActionItemReworded), "action-item-text")]
[JsonDerivedType(typeof(ActionItemSnoozed), "action-item-snooze")]
[JsonDerivedType(typeof(TicketLinked), "action-item-ticket")]
[JsonDerivedType(typeof(MetricRecorded), "metric")]
[JsonDerivedType(typeof(LinkAdded), "link")]
[JsonDerivedType(typeof(IncidentRelated), "related")]
[JsonDerivedType(typeof(SectionWritten), "section")]
[JsonDerivedType(typeof(SlotWritten), "slot")]
[JsonDerivedType(typeof(SlotReleased), "slot-released")]
[JsonDerivedType(typeof(SuggestionDeclined), "suggestion-declined")]
[JsonDerivedType(typeof(ReviewScheduled), "review")]
[JsonDerivedType(typeof(SignedOff), "sign-off")]
[JsonDerivedType(typeof(ReviewCommented), "review-comment")]
[JsonDerivedType(typeof(ReviewCommentResolved), "review-comment-resolved")]
[JsonDerivedType(typeof(ReviewWithdrawn), "review-withdrawn")]
[JsonDerivedType(typeof(DocumentFrozen), "frozen")]
[JsonDerivedType(typeof(DocumentReopened), "unfrozen")]
[JsonDerivedType(typeof(QuestionAsked), "question")]
[JsonDerivedType(typeof(QuestionAnswered), "question-answered")]
[JsonDerivedType(typeof(QuestionSkipped), "question-skipped")]
[JsonDerivedType(typeof(QuestionsPaused), "questions-paused")]
[JsonDerivedType(typeof(AccessChanged), "access")]
[JsonDerivedType(typeof(PersonInvited), "invitation")]
[JsonDerivedType(typeof(PersonJoined), "joined")]
[JsonDerivedType(typeof(PersonLeft), "left")]
[JsonDerivedType(typeof(HomeArchived), "home-archived")]
[JsonDerivedType(typeof(HomeUnarchived), "home-unarchived")]
[JsonDerivedType(typeof(ArchivingAnnounced), "archiving-announced")]
public abstract record TimelineDetail;

// Said in the chat. A text that is null was redacted, because its message was deleted.

/// <param name="Url">The page that shows it to whoever may see it.</param>
public sealed record SharedFile(string Name, string? Type, string? Url)
{
    /// <summary>The platform's own id of it.</summary>
    public string? Id { get; init; }

    /// <summary>Somebody deleted it; the message it came with is still there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRemoved { get; init; }

    [JsonIgnore]
    public string Shown => IsRemoved ? $"{Name} (removed)" : Name;
}

public sealed record MessagePosted(string? Text, bool FromBot = false) : TimelineDetail
{
    public ImmutableArray<SharedFile> Files { get; init; } = [];

    /// <summary>Nobody listened when it was said; it was read from the platform's history later.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FromHistory { get; init; }
}

/// <param name="Version">The platform's mark of this version; of two, the greater is the newer.</param>
/// <param name="Words">What the timeline shows of it now, if the message is kept.</param>
public sealed record MessageEdited(string? Text, string Version, KeptWords? Words = null) : TimelineDetail
{
    /// <summary>The message's files from now on; nothing where they are as they were.</summary>
    public ImmutableArray<SharedFile>? Files { get; init; }
}

public sealed record MessageDeleted : TimelineDetail;

/// <summary>Somebody wants the message in the timeline. Carries its words as they stood then: the record never reads the chat.</summary>
/// <param name="Mark">Who or what keeps it, e.g. <c>pushpin by slack:T01/U01</c>; the message stays while one mark is left.</param>
/// <param name="Words">Nothing yet where the message itself has not come in.</param>
public sealed record MessageKept(string Mark, KeptWords? Words, Person? Author) : TimelineDetail;

public sealed record MessageUnkept(string Mark) : TimelineDetail;

public sealed record CommandIssued(string Text) : TimelineDetail;

/// <summary>The bot did not listen for a while. Part of the capture report; the document says nothing of it.</summary>
/// <param name="Fetched">Messages that were read from the platform's history afterwards.</param>
public sealed record CaptureGap(DateTimeOffset From, DateTimeOffset To, int Fetched) : TimelineDetail
{
    /// <summary>The platform's word for why its history could not be read; nothing where it could.</summary>
    public string? WhyNotFilled { get; init; }
}

/// <summary>Whoever stood in the log under an id alone has a name now, and stands under it.</summary>
public sealed record NameLearned(string Id, string Name) : TimelineDetail;

/// <summary>Two accounts are known to be one person's: what was recorded under the one is the other's from now on. Names stay as they were said.</summary>
/// <param name="Id">The account under which nothing is recorded any more.</param>
public sealed record PersonRecognised(string Id, Person As) : TimelineDetail;

// Changes of the incident.

public sealed record IncidentDeclared(string Title, Severity? Severity) : TimelineDetail
{
    public ImmutableArray<string> Services { get; init; } = [];
    public bool IsPrivate { get; init; }
    public bool IsDrill { get; init; }
}

public sealed record HomeOpened(Conversation Conversation, string Name) : TimelineDetail
{
    /// <summary>Whether it was made for the incident: the bot names, sets the topic of and archives only what is its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOwn { get; init; }
}

/// <summary>The incident lives in this conversation as well from now on, which may be of another platform; its first home stays what it is.</summary>
/// <param name="Name">Of the conversation, as people see it.</param>
public sealed record HomeJoined(Conversation Conversation, string Name) : TimelineDetail
{
    /// <summary>See <see cref="IncidentHome.IsQuiet"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsQuiet { get; init; }
}

/// <summary>The incident no longer lives in this conversation, which was a further home of it.</summary>
public sealed record HomeLeft(Conversation Conversation) : TimelineDetail;

/// <summary>Nobody can speak there any more.</summary>
public sealed record HomeArchived : TimelineDetail;

public sealed record HomeUnarchived : TimelineDetail;

/// <summary>Its people were told that it will be archived then.</summary>
public sealed record ArchivingAnnounced(DateTimeOffset At) : TimelineDetail;

/// <summary>Somebody came into the home, or left it; the event's person.</summary>
public sealed record PersonJoined : TimelineDetail;

public sealed record PersonLeft : TimelineDetail;

public sealed record StatusChanged(IncidentStatus To, string? What) : TimelineDetail;

public sealed record IncidentReopened(string Reason) : TimelineDetail;

public sealed record IncidentClosed(string? Despite) : TimelineDetail;

public sealed record IncidentCancelled(string? Reason) : TimelineDetail;

public enum Milestone
{
    Start,
    Detected,
    Mitigated,
    Resolved,
}

public sealed record TimeCorrected(Milestone Milestone, Moment To) : TimelineDetail;

public sealed record SeverityChanged(Severity To, string? Why) : TimelineDetail;

public sealed record RoleAssigned(string Role, Owner Holder) : TimelineDetail;

public sealed record TitleChanged(string Title) : TimelineDetail;

public sealed record StatusUpdatePosted(string Text, DateTimeOffset? NextDue) : TimelineDetail;

/// <summary>Nobody is to be asked for a status update before then.</summary>
public sealed record StatusUpdatePostponed(DateTimeOffset Until) : TimelineDetail;

public sealed record AccessChanged(bool IsPrivate) : TimelineDetail;

public sealed record PersonInvited(Owner Guest) : TimelineDetail;

// The timeline that the document shows. Entries keep the number they got.

public sealed record NoteAdded(string Event, string? ActionTaken) : TimelineDetail;

public sealed record EntryEdited(int Number, string Event, string? ActionTaken) : TimelineDetail;

public sealed record EntryMoved(int Number, Moment To) : TimelineDetail;

public sealed record EntryHidden(int Number) : TimelineDetail;

public sealed record EntryShown(int Number) : TimelineDetail;

// What the document says.

/// <param name="After">How long after the start it was detected, if said so.</param>
public sealed record Detected(DetectionMethod Method, string? Note, TimeSpan? After, Moment? At) : TimelineDetail;

public sealed record Stated(Topic Topic, string Text) : TimelineDetail;

public sealed record StatementEdited(Topic Topic, int Number, string Text) : TimelineDetail;

public sealed record StatementRemoved(Topic Topic, int Number) : TimelineDetail;

public sealed record DegradationSet(Degradation Degradation) : TimelineDetail;

public sealed record ImpactMeasured(Measure Measure, string Subject, string Normal, string During) : TimelineDetail;

public sealed record MetricRecorded(string Name, decimal Value) : TimelineDetail;

public sealed record LinkAdded(string Url, string? Label) : TimelineDetail;

public sealed record IncidentRelated(IncidentId Id, string? Why) : TimelineDetail;

public sealed record SectionWritten(string Heading, string Text) : TimelineDetail;

/// <param name="Slot">The slot's id.</param>
/// <param name="Title">Its name, as people saw it.</param>
/// <param name="Generated">The digest of what the bot had for the slot, as its writer saw it.</param>
public sealed record SlotWritten(string Slot, string Title, string Text, string Generated) : TimelineDetail;

/// <summary>What a person wrote goes, and the bot's own words stand again.</summary>
public sealed record SlotReleased(string Slot) : TimelineDetail;

/// <summary>Newer facts were looked at, and what the person wrote stays.</summary>
public sealed record SuggestionDeclined(string Slot, string Generated) : TimelineDetail;

// What the bot asks people for the document.

/// <param name="Of">Nobody in particular, if nothing.</param>
public sealed record QuestionAsked(string Part, Owner? Of, string Words) : TimelineDetail
{
    /// <summary>Whether somebody wants to be asked, question by question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRequested { get; init; }

    /// <summary>What was asked before is asked anew.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BeginsRound { get; init; }
}

public sealed record QuestionAnswered(string Part) : TimelineDetail;

public sealed record QuestionSkipped(string Part, SkipReason Why) : TimelineDetail;

public enum SkipReason
{
    Skipped,
    SomebodyElse,
    Unanswered,
}

/// <param name="Until">Nothing for until somebody asks for the questions.</param>
public sealed record QuestionsPaused(DateTimeOffset? Until) : TimelineDetail;
