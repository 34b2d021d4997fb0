using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>What people were asked for the document, and the little that is known besides to ask the right one at the right time.</summary>
public sealed record QuestionLog
{
    /// <summary>In the order in which they were asked; at most the last is open.</summary>
    public ImmutableArray<AskedQuestion> Asked { get; init; } = [];

    /// <summary>How many of them belong to earlier rounds: whoever asks for the questions begins a new one.</summary>
    public int EarlierRounds { get; init; }

    public Person? MitigatedBy { get; init; }
    public Person? ResolvedBy { get; init; }

    /// <summary>When the bot learned of the last resolve, whatever time was typed for it; nothing while the incident runs.</summary>
    public DateTimeOffset? ResolvedOn { get; init; }

    /// <summary>When somebody last changed the record.</summary>
    public DateTimeOffset LastDeed { get; init; }

    /// <summary>The ids of those who left the incident's conversation.</summary>
    public ImmutableArray<string> Gone { get; init; } = [];

    public bool IsPaused { get; init; }

    /// <summary>When a pause ends by itself; nothing for one that lasts until somebody asks for the questions.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    [JsonIgnore]
    public AskedQuestion? Last => Asked.LastOrDefault();

    [JsonIgnore]
    public AskedQuestion? Open => Last is { Outcome: QuestionOutcome.Open } open ? open : null;

    public bool IsPausedAt(DateTimeOffset now) => IsPaused && !(PausedUntil <= now);

    /// <summary>One of a person's accounts is known to be another's. Whoever left under one may still be there under the other.</summary>
    internal QuestionLog Recognise(string id, string known) => this with
    {
        Asked = [.. Asked.Select(question => question with { Of = question.Of?.Under(id, known) })],
        MitigatedBy = MitigatedBy?.Under(id, known),
        ResolvedBy = ResolvedBy?.Under(id, known),
        Gone = Gone.Remove(id),
    };

    /// <summary>The open question has come to an end.</summary>
    public QuestionLog Settled(QuestionOutcome outcome) =>
        Open is { } open ? this with { Asked = Asked.SetItem(Asked.Length - 1, open with { Outcome = outcome }) } : this;
}

/// <param name="Id">The event that asked it.</param>
/// <param name="Part">The part of the document that it is about.</param>
/// <param name="Of">Nobody in particular, if nothing.</param>
/// <param name="IsRequested">Whether somebody wants to be asked, so that the next one need not wait for a quiet moment.</param>
public sealed record AskedQuestion(long Id, string Part, Owner? Of, string Words, DateTimeOffset AskedAt, bool IsRequested, QuestionOutcome Outcome)
{
    /// <summary>Who settled it; nothing where nobody did.</summary>
    public string? SettledBy { get; init; }
}

public enum QuestionOutcome
{
    Open,
    Answered,
    Skipped,

    /// <summary>Somebody else is to be asked, at once.</summary>
    PassedOn,
    Unanswered,

    /// <summary>Nobody had time for it: it does not count as asked.</summary>
    PutOff,
}
