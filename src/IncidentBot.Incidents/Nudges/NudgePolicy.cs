using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Nudges;

/// <summary>One thing that people are nudged to do: when, in which words, and what its post says when its reason has gone.</summary>
public abstract class NudgePolicy
{
    /// <summary>So long a burst of messages is left alone; and what was just decided may bring a next look.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public static ImmutableArray<NudgePolicy> All { get; } =
    [
        new NoCommanderPolicy(),
        new NoSeverityPolicy(),
        new UpdateDuePolicy(),
        new GoneQuietPolicy(),
        new NobodyActsPolicy(),
        new PostmortemDuePolicy(),
        new ReviewDuePolicy(),
        new SignOffWaitingPolicy(),
    ];

    /// <summary>Stored with each nudge: never renamed.</summary>
    public abstract string Kind { get; }

    /// <summary>What is due, and when to look again.</summary>
    public abstract NudgeOutlook Look(NudgeCase at);

    public abstract BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document);

    /// <summary>For those who are not in the incident.</summary>
    public virtual BotText SayToOthers(NudgeCase at) => BotText.Empty;

    /// <summary>What its post says once its reason has gone; nothing where it stays as it is.</summary>
    public virtual BotText? SayOver(NudgeCase at, PastNudge past) => null;

    public static NudgePolicy? Named(string kind) => All.FirstOrDefault(policy => policy.Kind == kind);

    /// <summary>What is due of all kinds. While people talk much, nothing is.</summary>
    public static NudgeOutlook LookAtAll(NudgeCase at)
    {
        if (!at.Settings.IsOn || at.Incident.IsFinal)
            return NudgeOutlook.Nothing;

        var outlook = All.Select(policy => policy.Look(at)).Aggregate((one, other) => one.And(other));
        if (outlook.Due.IsEmpty)
            return outlook;

        var soon = NudgeOutlook.At(at.Now + Soon);
        return at.IsBusy ? soon : outlook.And(soon);
    }

    /// <summary>Asked again when it goes out, and whenever the incident changes: the nudge, if its reason is still there.</summary>
    public Nudge? StillDue(NudgeCase at, string slot) => at.Settings.IsOn && !at.Incident.IsFinal
        ? Look(at.Without(Kind, slot)).Due.FirstOrDefault(nudge => nudge.Slot == slot)
        : null;

    protected Nudge Nudge(string slot) => new(Kind, slot);

    protected Nudge Nudge(DateTimeOffset moment) => new(Kind, Slot(moment));

    protected static string Slot(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>What can be said of every incident that has come to its end.</summary>
    protected static BotText? SayEnded(NudgeCase at) =>
        at.Incident.IsOver ? BotText.Say($"{at.Incident.Id} is {at.Incident.Status.ToString().ToLowerInvariant()}.") : null;
}
