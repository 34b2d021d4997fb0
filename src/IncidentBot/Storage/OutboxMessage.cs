using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>Something the bot shall do in a chat; stored in the same transaction as what it speaks of.</summary>
/// <param name="Lane">Messages of one lane go out in order, one at a time, whichever replica sends them.</param>
/// <param name="Errand">What to do.</param>
/// <param name="MergeKey">Of the waiting messages with this key in this lane only the newest goes out.</param>
public sealed record OutboxMessage(string Lane, IncidentId? Incident, Errand Errand, string? MergeKey = null);

/// <summary>A closed set. The discriminators are stored: never rename one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OpenHomeErrand), "open-home")]
[JsonDerivedType(typeof(InviteErrand), "invite")]
[JsonDerivedType(typeof(PostErrand), "post")]
[JsonDerivedType(typeof(PostHomeErrand), "post-home")]
[JsonDerivedType(typeof(DirectErrand), "direct")]
[JsonDerivedType(typeof(CardErrand), "card")]
[JsonDerivedType(typeof(TopicErrand), "topic")]
[JsonDerivedType(typeof(ConfirmErrand), "confirm")]
[JsonDerivedType(typeof(AnnounceErrand), "announce")]
[JsonDerivedType(typeof(PrivateErrand), "private")]
[JsonDerivedType(typeof(DraftErrand), "draft")]
[JsonDerivedType(typeof(FindMessageErrand), "find-message")]
[JsonDerivedType(typeof(HistoryErrand), "history")]
[JsonDerivedType(typeof(MissedChatErrand), "missed-chat")]
[JsonDerivedType(typeof(UnconfirmErrand), "unconfirm")]
[JsonDerivedType(typeof(FetchFileErrand), "fetch-file")]
[JsonDerivedType(typeof(TakeMessageErrand), "take-message")]
[JsonDerivedType(typeof(LinksErrand), "links")]
[JsonDerivedType(typeof(RenameErrand), "rename")]
[JsonDerivedType(typeof(ShowDocumentErrand), "show-document")]
[JsonDerivedType(typeof(ShareDocumentErrand), "share-document")]
[JsonDerivedType(typeof(SharePictureErrand), "share-picture")]
[JsonDerivedType(typeof(SimilarErrand), "similar")]
[JsonDerivedType(typeof(ArchiveErrand), "archive")]
[JsonDerivedType(typeof(PinErrand), "pin")]
[JsonDerivedType(typeof(EnterErrand), "enter")]
[JsonDerivedType(typeof(SealErrand), "seal")]
[JsonDerivedType(typeof(QuestionErrand), "question")]
[JsonDerivedType(typeof(AnswerErrand), "answer")]
[JsonDerivedType(typeof(NudgeErrand), "nudge")]
[JsonDerivedType(typeof(ReminderErrand), "reminder")]
[JsonDerivedType(typeof(ReminderPostErrand), "reminder-post")]
[JsonDerivedType(typeof(AssignedErrand), "assigned")]
[JsonDerivedType(typeof(RelayErrand), "relay")]
[JsonDerivedType(typeof(SignInErrand), "sign-in")]
[JsonDerivedType(typeof(RecogniseErrand), "recognise")]
[JsonDerivedType(typeof(ClaimErrand), "claim")]
public abstract record Errand
{
    /// <summary>For the operator: <c>topic</c>, <c>show document</c>.</summary>
    [JsonIgnore]
    public string Word => string.Concat(GetType().Name.Replace("Errand", "", StringComparison.Ordinal)
        .Select((letter, place) => char.IsUpper(letter) ? (place == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>Whether it reads much and may be held up for minutes. It stands in nobody's way, and goes on where it was when it is cut off.</summary>
    [JsonIgnore]
    public bool TakesItsTime => this is HistoryErrand or MissedChatErrand or FetchFileErrand;

    /// <summary>The home it is for, where that is not the incident's first one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Conversation? FurtherHome { get; init; }

    /// <summary>The conversation it is about, if it names one itself.</summary>
    [JsonIgnore]
    public Conversation? Near => this switch
    {
        PostErrand post => post.Conversation,
        PrivateErrand post => post.Conversation,
        OpenHomeErrand open => open.Origin,
        SimilarErrand similar => similar.Conversation,
        ShareDocumentErrand share => share.Conversation,
        SharePictureErrand share => share.Conversation,
        RelayErrand relay => relay.To,
        _ => FurtherHome,
    };
}

/// <summary>Makes the incident's home, in the workspace where it was declared, and brings its people in.</summary>
public sealed record OpenHomeErrand(Conversation Origin, string Slug, bool IsPrivate, ImmutableArray<string> PersonIds) : Errand
{
    /// <summary>Whether people of another organisation read along where it was declared: it neither stays nor is told of there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOriginShared { get; init; }

    /// <summary>Whether only those who declared it are to know, where they did.</summary>
    [JsonIgnore]
    public bool IsQuiet => IsPrivate || IsOriginShared;
}

public sealed record InviteErrand(ImmutableArray<string> PersonIds) : Errand;

/// <summary>Posts where somebody spoke to the bot.</summary>
public sealed record PostErrand(Conversation Conversation, string? ThreadId, BotText Text) : Errand
{
    /// <summary>Who is told alone where the bot cannot speak: a private conversation that it is not in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ElseTo { get; init; }
}

/// <summary>Answers one person in a conversation, unseen by the others.</summary>
public sealed record PrivateErrand(Conversation Conversation, string PersonId, BotText Text) : Errand
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ThreadId { get; init; }
}

/// <summary>Posts in a home of the incident; the first one may not be there yet when this is written.</summary>
public sealed record PostHomeErrand(BotText Text) : Errand;

/// <summary>Posts to one person alone; to the incident's home instead where that is impossible.</summary>
public sealed record DirectErrand(string PersonId, BotText Text) : Errand
{
    /// <summary>For that person's eyes: in the home it is shown to them alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPersonal { get; init; }
}

/// <summary>The pinned card is posted, or edited in place, with the incident as it is when it goes out.</summary>
public sealed record CardErrand : Errand;

/// <summary>The card that was posted is pinned.</summary>
public sealed record PinErrand : Errand;

/// <summary>The bot goes into a conversation that was there before, to hear what is said in it.</summary>
public sealed record EnterErrand : Errand;

public sealed record TopicErrand : Errand;

/// <summary>The addresses above the home: the document's, and those that people linked.</summary>
public sealed record LinksErrand : Errand;

/// <summary>The home is named after the title.</summary>
public sealed record RenameErrand : Errand;

/// <summary>The copy of the document beside the home.</summary>
public sealed record ShowDocumentErrand : Errand;

/// <summary>The document goes into a conversation as a file.</summary>
public sealed record ShareDocumentErrand(Conversation Conversation, string? ThreadId, string Format) : Errand;

/// <summary>The incident's picture goes into a conversation as a file.</summary>
public sealed record SharePictureErrand(Conversation Conversation, string? ThreadId) : Errand;

/// <summary>Whoever declared an incident is shown those that are open and look like it.</summary>
public sealed record SimilarErrand(Conversation Conversation, string PersonId) : Errand;

/// <summary>The home of a closed incident is archived, unless the incident was reopened meanwhile.</summary>
public sealed record ArchiveErrand : Errand;

/// <summary>Shows on a message that it is in the timeline.</summary>
public sealed record ConfirmErrand(EventSource Source) : Errand;

/// <summary>Takes that away again, when nobody keeps the message any more.</summary>
public sealed record UnconfirmErrand(EventSource Source) : Errand;

/// <summary>The post in the announcements channel, edited in place as well.</summary>
public sealed record AnnounceErrand : Errand;

/// <summary>The draft's link, how complete it is and what is missing, as it stands when this goes out.</summary>
public sealed record DraftErrand : Errand;

/// <summary>The log is sealed, and the home is told the hash of the signed text and the head of the chain.</summary>
public sealed record SealErrand : Errand;

/// <summary>A mark came in for a message that did not: the platform is asked for it.</summary>
public sealed record FindMessageErrand(EventSource Source) : Errand;

/// <summary>What was said in a conversation since a moment is taken in.</summary>
public sealed record HistoryErrand(Conversation Conversation, DateTimeOffset Since) : Errand;

/// <summary>A message that somebody pointed at is taken into the incident's log and timeline, wherever it was said.</summary>
/// <param name="Zone">The author's, by its IANA name.</param>
/// <param name="By">Who pointed at it.</param>
public sealed record TakeMessageErrand(EventSource Source, Person Author, DateTimeOffset SaidAt, string Zone, MessagePosted Posted, Person By, DateTimeOffset At) : Errand;
/// <summary>Nobody listened to a conversation for a while: what was said, edited, deleted and kept then is taken in.</summary>
/// <param name="Since">Where reading begins, some time before the gap.</param>
/// <param name="From">Until when the bot listened.</param>
/// <param name="To">From when on it listened again.</param>
public sealed record MissedChatErrand(Conversation Conversation, DateTimeOffset Since, DateTimeOffset From, DateTimeOffset To) : Errand
{
    /// <summary>History is read from its end; what is younger than this is done, and a restart goes on from here.</summary>
    public DateTimeOffset? ReadDownTo { get; init; }

    /// <summary>Messages that nobody had seen, so far.</summary>
    public int Fetched { get; init; }
}

/// <summary>The bytes of a shared file are kept, if it is still there.</summary>
public sealed record FetchFileErrand(EventSource Source, SharedFile File) : Errand;

/// <summary>A question for the document is posted in the home; once it is settled, its post says how.</summary>
/// <param name="Question">The event that asked it.</param>
public sealed record QuestionErrand(long Question) : Errand;

/// <summary>A reply to a question becomes what it fills.</summary>
/// <param name="Zone">The author's, by its IANA name.</param>
public sealed record AnswerErrand(long Question, EventSource Source, Person Author, DateTimeOffset SaidAt, string Zone, string Text) : Errand;

/// <summary>People are nudged, unless the reason has gone by then; or, once it has gone, the post says so.</summary>
/// <param name="Policy">The kind of the nudge.</param>
public sealed record NudgeErrand(string Policy, string Slot) : Errand
{
    /// <summary>Who is told alone; all in the home, if nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PersonId { get; init; }

    /// <summary>Whether it goes where incidents are made known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsForOthers { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOver { get; init; }
}

/// <summary>All that one recipient is reminded of at once, put into words when it goes out.</summary>
/// <param name="To">See <see cref="Incidents.Nudges.Recipient"/>.</param>
public sealed record ReminderErrand(string To, ImmutableArray<long> Reminders) : Errand;

/// <summary>A reminder that was posted is edited to show how its items stand.</summary>
public sealed record ReminderPostErrand(long Post) : Errand;

/// <summary>Somebody is told of an action item that somebody else gave them.</summary>
/// <param name="By">Who did.</param>
public sealed record AssignedErrand(string PersonId, string ItemId, string By) : Errand;

/// <summary>What somebody wrote in one home of the incident is shown in another one, as it stands when this goes out.</summary>
public sealed record RelayErrand(EventSource Source, Conversation To) : Errand;

/// <summary>Somebody is sent a link that signs them in, to them alone. It is made when it goes out, so that it is written down nowhere.</summary>
/// <param name="Conversation">Where they asked for it.</param>
public sealed record SignInErrand(Conversation Conversation, string? ThreadId, Person By) : Errand;

/// <summary>The incidents in whose records accounts stand are told whose those are.</summary>
public sealed record RecogniseErrand : Errand;

/// <summary>Somebody is asked, under the account that another one says is theirs too, whether that is so.</summary>
public sealed record ClaimErrand(long Claim) : Errand;
