using System.Collections.Immutable;

namespace IncidentBot.Incidents.Nudges;

/// <summary>What the record does not hold, and nudges hang on.</summary>
public sealed record NudgeFacts
{
    /// <summary>When the bot learned of the declaration, whatever time was typed for it.</summary>
    public DateTimeOffset? DeclaredOn { get; init; }

    /// <summary>The declaration or change that gave the incident the severity it has.</summary>
    public SeverityGiven? Severity { get; init; }

    /// <summary>What people said lately, replies in threads included.</summary>
    public Chatter Chat { get; init; } = Chatter.None;

    /// <summary>Whether anybody but <see cref="SeverityGiven.By"/> has said or done anything since.</summary>
    public bool OthersAct { get; init; }

    /// <summary>The signatures under the document as it is now.</summary>
    public ImmutableArray<Signature> Signatures { get; init; } = [];

    /// <summary>People's own, by their ids; UTC for those of whom it is not known.</summary>
    public ImmutableDictionary<string, TimeZoneInfo> Zones { get; init; } = ImmutableDictionary<string, TimeZoneInfo>.Empty;

    public ImmutableArray<PastNudge> Before { get; init; } = [];
}

/// <param name="EventId">The event that gave it.</param>
/// <param name="On">When the bot learned of it.</param>
public sealed record SeverityGiven(long EventId, Person By, DateTimeOffset On);

/// <summary>An incident at a moment, as the policies of nudges look at it.</summary>
public sealed record NudgeCase(IncidentRecord Record, NudgeFacts Known, NudgeSettings Settings, DateTimeOffset Now)
{
    /// <summary>What should have been said so long ago is not said any more: the bot was down, or is new here.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    /// <summary>Whoever writes up what is older is no longer waited for either.</summary>
    private static readonly TimeSpan LongPast = TimeSpan.FromDays(30);

    public Incident Incident => Record.Incident;

    public DateTimeOffset DeclaredOn => Known.DeclaredOn is { } on && on > Incident.DeclaredAt ? on : Incident.DeclaredAt;

    /// <summary>Whether it goes on at this moment, in a place where people can be told. What was declared for a day long past was written up later.</summary>
    public bool IsRunning => Incident is { IsDeclared: true, IsOver: false } && HasHome && DeclaredOn - Incident.DeclaredAt <= Stale;

    /// <summary>Whether its document is still to come to its end.</summary>
    public bool IsWrittenUp => Incident is { IsDeclared: true, IsFinal: false } && DeclaredOn - Incident.DeclaredAt <= LongPast;

    public bool HasHome => Incident is { Home: not null, IsHomeArchived: false };

    /// <summary>When somebody last said or did anything.</summary>
    public DateTimeOffset LastAct => new[] { DeclaredOn, Record.Questions.LastDeed, Known.Chat.Last ?? default }.Max();

    /// <summary>Whether people talk too much to be nudged.</summary>
    public bool IsBusy => Known.Chat.Lately > Settings.MostMessages;

    public bool WasDecided(Nudge nudge) => Known.Before.Any(past => past.Kind == nudge.Kind && past.Slot == nudge.Slot);

    public IEnumerable<PastNudge> BeforeOf(string kind) => Known.Before.Where(past => past.Kind == kind);

    public NudgeCase Without(string kind, string slot) =>
        this with { Known = Known with { Before = Known.Before.RemoveAll(past => past.Kind == kind && past.Slot == slot) } };

    public TimeZoneInfo ZoneOf(Owner? person) => person?.PersonId is { } id ? Known.Zones.GetValueOrDefault(id, TimeZoneInfo.Utc) : TimeZoneInfo.Utc;

    /// <summary>The nudge, if it is its time and nobody was nudged so before.</summary>
    public NudgeOutlook From(DateTimeOffset due, Nudge nudge) => Between(due, due + Stale, nudge);

    public NudgeOutlook Between(DateTimeOffset due, DateTimeOffset end, Nudge nudge)
    {
        if (WasDecided(nudge) || Now >= end)
            return NudgeOutlook.Nothing;

        return Now < due ? NudgeOutlook.At(due) : NudgeOutlook.Now(nudge);
    }
}
