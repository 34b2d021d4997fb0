using System.Globalization;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>How much of a moment was known. What nobody knew is shown as unknown, never made up.</summary>
public enum Precision
{
    Exact,
    About,

    /// <summary>The hour is known, the minute is not: <see cref="Moment.At"/> is the start of that hour.</summary>
    Hour,

    /// <summary>Only the date is known: <see cref="Moment.At"/> is that date, as it was typed, at 00:00 UTC.</summary>
    Day,
}

/// <summary>When something happened, in UTC. Two moments compare by <see cref="At"/> alone, so a stable sort keeps the order of recording.</summary>
public readonly record struct Moment(DateTimeOffset At, Precision Precision = Precision.Exact)
{
    public DateTimeOffset At { get; init => field = value.ToUniversalTime(); } = At.ToUniversalTime();

    /// <summary>Whether the minute is known, if only about, so that one can compute with it.</summary>
    [JsonIgnore]
    public bool IsToTheMinute => Precision is Precision.Exact or Precision.About;

    /// <summary>The beginning of its minute.</summary>
    [JsonIgnore]
    public DateTimeOffset Minute => At.AddTicks(-(At.Ticks % TimeSpan.TicksPerMinute));

    public static IComparer<Moment> Earliest { get; } =
        Comparer<Moment>.Create((one, other) => one.At.CompareTo(other.At));

    public static Moment OnDay(DateOnly date) =>
        new(new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero), Precision.Day);

    /// <summary>As a document shows it, in UTC: <c>14:30</c>, <c>~14:30</c>, <c>14:??</c> or <c>2024-01-15</c>.</summary>
    public string ToClock() => Precision switch
    {
        Precision.About => At.ToString("~HH:mm", CultureInfo.InvariantCulture),
        Precision.Hour => At.ToString("HH:??", CultureInfo.InvariantCulture),
        Precision.Day => At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => At.ToString("HH:mm", CultureInfo.InvariantCulture),
    };
}
