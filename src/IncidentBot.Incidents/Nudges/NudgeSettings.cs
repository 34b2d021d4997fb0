using System.Collections.Immutable;

namespace IncidentBot.Incidents.Nudges;

/// <summary>When people are nudged. A span of zero, or no days, switches a nudge off.</summary>
public sealed record NudgeSettings
{
    public bool IsOn { get; init; } = true;

    /// <summary>When people are told in person what has time.</summary>
    public WorkingTime Work { get; init; } = WorkingTime.Usual;

    public TimeSpan NoCommander { get; init; } = TimeSpan.FromMinutes(2);
    public TimeSpan NoSeverity { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is said that a promised status update is due.</summary>
    public bool PromisedUpdates { get; init; } = true;

    /// <summary>By severity, P0 first: so long after the last update the next one is due where none was promised.</summary>
    public ImmutableArray<TimeSpan> UpdateEvery { get; init; } = [TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60), TimeSpan.Zero, TimeSpan.Zero];

    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(60);
    public TimeSpan NobodyActs { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Days after the resolve of a P0 or P1.</summary>
    public int UrgentPostmortem { get; init; } = 3;

    /// <summary>Working days after the resolve of all others.</summary>
    public int Postmortem { get; init; } = 5;

    /// <summary>Days after the review's day on which it is spoken of again; with 0 it is not spoken of at all.</summary>
    public int ReviewAgain { get; init; } = 3;

    /// <summary>Working days that a signature may be missing beside another.</summary>
    public int SignOff { get; init; } = 1;

    /// <summary>With more messages than that lately, people are busy and nobody is nudged.</summary>
    public int MostMessages { get; init; } = 5;

    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);
}
