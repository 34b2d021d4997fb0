using System.Collections.Immutable;

namespace IncidentBot.Incidents.Nudges;

/// <summary>Something people are asked to do, once.</summary>
/// <param name="Kind">Its policy's.</param>
/// <param name="Slot">What makes it the same one however often it is looked at: the promised moment, the review's day.</param>
public sealed record Nudge(string Kind, string Slot)
{
    /// <summary>Who is told in person; all in the home, if nobody.</summary>
    public Owner? To { get; init; }

    /// <summary>Whether it is told in the announcements channel as well.</summary>
    public bool IsAnnounced { get; init; }
}

/// <summary>A nudge that was decided on before.</summary>
public sealed record PastNudge(string Kind, string Slot, DateTimeOffset DecidedAt)
{
    /// <summary>Whether it was posted and still asks for what it asked for.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>What time brings.</summary>
/// <param name="LookAt">When it is to be looked at again; nothing where only a change can bring something.</param>
public sealed record NudgeOutlook(ImmutableArray<Nudge> Due, DateTimeOffset? LookAt)
{
    public static NudgeOutlook Nothing { get; } = new([], null);

    public static NudgeOutlook Now(Nudge nudge) => new([nudge], null);

    public static NudgeOutlook At(DateTimeOffset moment) => new([], moment);

    public NudgeOutlook And(NudgeOutlook other) => new([.. Due, .. other.Due], Earlier(LookAt, other.LookAt));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}

/// <summary>The document, as far as a nudge speaks of it.</summary>
/// <param name="Missing">Required parts that are empty, the easiest first.</param>
public sealed record NudgeDocument(Linked Link, int Filled, int Required, ImmutableArray<string> Missing);
