using System.Collections.Immutable;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Incidents.Commands;

/// <summary>What is known at the moment a command is decided.</summary>
/// <param name="Record">The incident that the conversation belongs to, if any.</param>
/// <param name="Clock">The sender's: now, and the zone that bare times are in.</param>
/// <param name="Mentions">The people whose token <c>&lt;@id&gt;</c> may stand in the text, by id.</param>
public sealed record CommandContext(
    IncidentRecord? Record,
    Person By,
    SenderClock Clock,
    Conversation Conversation,
    ImmutableDictionary<string, Person> Mentions)
{
    /// <summary>The conversation's name, as people see it.</summary>
    public string ConversationName { get; init; } = Conversation.Channel;

    /// <summary>Required parts of the document that are still empty, easiest first.</summary>
    public Func<IncidentRecord, ImmutableArray<string>> MissingParts { get; init; } = _ => [];

    /// <summary>The same parts, each with the command that fills it.</summary>
    public Func<IncidentRecord, ImmutableArray<Gap>> Gaps { get; init; } = _ => [];

    /// <summary>The slots of the document as they stand, for whoever writes into one of them.</summary>
    public Func<IncidentRecord, ImmutableArray<DocumentSlot>> Slots { get; init; } = _ => [];

    /// <summary>The finished document: what a signature is put under.</summary>
    public Func<IncidentRecord, FinishedDocument> Document { get; init; } = _ => new FinishedDocument("", "{}", ShowsRawChat: false);

    /// <summary>What the sender is to the organisation.</summary>
    public Standing Standing { get; init; }

    /// <summary>Whether it was given in the incident's own conversation, not from afar.</summary>
    public bool IsInHome { get; init; } = true;

    /// <summary>The incident that lives in the conversation where another one's command was given.</summary>
    public Incident? Resident { get; init; }

    /// <summary>Whether people of another organisation read along where it was given.</summary>
    public bool IsShared { get; init; }

    /// <summary>The verb as it was typed, which may be an alias.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The whole line as it was typed, or as it would have been where a form was filled in.</summary>
    public string Typed { get; init; } = "";

    /// <summary>Where a form is asked for: the words behind the verb.</summary>
    public string Rest { get; init; } = "";

    /// <summary>When an action item is due if nobody says so.</summary>
    public DueDays DueDays { get; init; } = DueDays.None;

    /// <summary>When what the command records happened: <c>--at</c>, else now.</summary>
    public Moment At { get; init; } = new(Clock.Now);

    /// <summary>Whether <see cref="At"/> was typed.</summary>
    public bool IsTimeGiven { get; init; }

    /// <summary>The conversation's incident; only for commands that <see cref="Command.NeedsIncident"/>.</summary>
    public IncidentRecord Incident => Record ?? throw new InvalidOperationException("A command that needs an incident was decided without one.");

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.Now, Clock.Zone).DateTime);

    public EventDraft Event(TimelineDetail detail) => new(At, By, detail);

    public Decision Keep(params IEnumerable<TimelineDetail> details) => Decision.Record(details.Select(Event));

    /// <summary>The text as people read it, with names in place of tokens.</summary>
    public string Readable(string text) => Mention.Name(text, Mentions);
}
