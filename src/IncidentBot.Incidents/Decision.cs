using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents;

/// <summary>What shall happen, or why it shall not. Deciding does nothing; the host stores it, then says it.</summary>
public sealed record Decision
{
    public Rejection? Rejection { get; private init; }

    /// <summary>What becomes part of the log, in this order.</summary>
    public ImmutableArray<EventDraft> Events { get; private init; } = [];

    /// <summary>Said where the command was typed, for all to see, once the events are stored.</summary>
    public Func<IncidentRecord, BotText>? ToChannel { get; private init; }

    /// <summary>Whether <see cref="ToChannel"/> is said to the sender alone: what is private is not told where it was declared.</summary>
    public bool IsForSenderOnly { get; private init; }

    /// <summary>Said to the sender alone.</summary>
    public BotText? ToSender { get; private init; }

    /// <summary>Shown to the sender to be filled in, where the platform has forms; elsewhere the rest of the answer stands.</summary>
    public CommandForm? Form { get; private init; }

    /// <summary>Something only the host can look up.</summary>
    public Question? Question { get; private init; }

    public ImmutableArray<FollowUp> FollowUps { get; private init; } = [];

    public bool OpensIncident => Events.Any(draft => draft.Detail is IncidentDeclared);

    public static Decision Nothing { get; } = new();

    public static Decision Record(params IEnumerable<EventDraft> events) => new() { Events = [.. events] };

    public static Decision Answer(BotText text) => new() { ToSender = text };

    public static Decision Answer(BotTextBuilder text) => Answer(text.Build());

    public static Decision Ask(Question question) => new() { Question = question };

    /// <summary>The same, with one more event before all others.</summary>
    public Decision After(EventDraft draft) => this with { Events = Events.Insert(0, draft) };

    /// <summary>The same, with further events behind all others.</summary>
    public Decision And(params IEnumerable<EventDraft> drafts) => this with { Events = [.. Events, .. drafts] };

    public Decision TellSender(BotTextBuilder text) => this with { ToSender = text.Build() };

    public Decision TellChannel(BotTextBuilder text)
    {
        var said = text.Build();
        return this with { ToChannel = _ => said };
    }

    public Decision TellChannel(Func<IncidentRecord, BotText> text) => this with { ToChannel = text };

    public Decision Privately(bool isPrivate) => this with { IsForSenderOnly = isPrivate };

    public Decision Offering(CommandForm? form) => this with { Form = form };

    public Decision ThenDo(params IEnumerable<FollowUp> followUps) => this with { FollowUps = [.. FollowUps, .. followUps] };

    public static implicit operator Decision(Rejection rejection) => new() { Rejection = rejection };
}

/// <summary>An event before it has its number and its time of recording.</summary>
public sealed record EventDraft(Moment OccurredAt, Person By, TimelineDetail Detail);

/// <summary>What the host does after the events are stored; each is made to survive a restart.</summary>
public abstract record FollowUp;

/// <summary>The incident gets a channel of its own.</summary>
public sealed record OpenHome(string Slug, bool IsPrivate, ImmutableArray<Person> People) : FollowUp;

/// <summary>What was said before the incident began is taken in from the platform's history.</summary>
public sealed record FetchHistory(TimeSpan Before) : FollowUp;

/// <summary>The draft's link, its completeness and what is missing go to the home.</summary>
public sealed record PostDraft : FollowUp;

public sealed record InviteToHome(Person Guest) : FollowUp;

/// <summary>Whoever declared it is shown other incidents that are open and look like it.</summary>
public sealed record WarnOfSimilar : FollowUp;

/// <summary>The document goes into the conversation as a file.</summary>
public sealed record ShareDocument(string Format) : FollowUp;

/// <summary>The home is told the hash of the signed text and the head of the log's chain, so that both stand outside the database.</summary>
public sealed record TellSeal : FollowUp;

/// <summary>The incident's picture goes into the conversation as a file.</summary>
public sealed record SharePicture : FollowUp;

/// <summary>What only a look into the store can answer.</summary>
public abstract record Question;

public sealed record OpenIncidents(int Page = 1) : Question;

public sealed record WorkOf(Person Person, int Page = 1) : Question;

public sealed record TextSearch(string Text, int Page = 1) : Question;

public sealed record SimilarIncidents : Question;

public sealed record IncidentShown : Question;

/// <summary>Link, completeness and what is missing.</summary>
public sealed record PostmortemShown : Question;

/// <summary>One action item, with who changed what and when.</summary>
public sealed record ActionItemShown(string ItemId) : Question;

/// <summary>Who wrote what into a slot of the document, the newest first.</summary>
public sealed record SlotHistory(DocumentSlot Slot) : Question;

/// <summary>What signs the sender in on the web pages.</summary>
public sealed record WebLink : Question;

/// <summary>Whether log and signed text are what they were.</summary>
public sealed record LogVerified : Question;
