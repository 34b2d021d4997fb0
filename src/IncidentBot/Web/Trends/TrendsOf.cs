using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Web.Trends;

/// <summary>The months, oldest first, and what happened in each.</summary>
public sealed record TrendsShown(ImmutableArray<MonthOf> Months, ItemsShown Items)
{
    public int Incidents => Months.Sum(month => month.Count);
}

/// <param name="Open">By their age.</param>
/// <param name="Overdue">By how long they are.</param>
/// <param name="Done">In the months shown, by how long it took.</param>
/// <param name="DoneLate">Those of them that were done behind their date, by how far.</param>
public sealed record ItemsShown(ImmutableArray<AgeOf> Open, ImmutableArray<AgeOf> Overdue, ImmutableArray<AgeOf> Done, ImmutableArray<AgeOf> DoneLate);

/// <param name="First">The month's first day.</param>
/// <param name="BySeverity">In the order of <see cref="TrendsOf.SeverityNames"/>.</param>
/// <param name="Times">In the order of <see cref="TrendsOf.TimeNames"/>.</param>
public sealed record MonthOf(DateOnly First, int Count, ImmutableArray<int> BySeverity, ImmutableArray<SpreadOf> Times);

/// <summary>Of some durations: in minutes, nothing where there is none.</summary>
/// <param name="High">Nine of ten are not longer.</param>
public sealed record SpreadOf(int Count, double? Median, double? High);

/// <summary>How many action items are of an age.</summary>
/// <param name="ByPriority">P0, P1, P2.</param>
public sealed record AgeOf(string Age, ImmutableArray<int> ByPriority);

/// <summary>Counts what <see cref="TrendStore"/> has read. All times are taken from the incident's start, in UTC's months.</summary>
public static class TrendsOf
{
    public static ImmutableArray<string> SeverityNames { get; } = ["P0", "P1", "P2", "P3", "None"];

    public static ImmutableArray<string> TimeNames { get; } = ["detect", "acknowledge", "mitigate", "resolve"];

    private static readonly (string Name, int To)[] Ages = [("up to a week", 7), ("up to a month", 30), ("up to three months", 90), ("more", int.MaxValue)];

    /// <param name="first">The first day of the oldest month.</param>
    public static TrendsShown Count(IReadOnlyList<IncidentTimes> incidents, IReadOnlyList<WaitingItem> waiting, IReadOnlyList<DoneItem> done, DateOnly first, DateOnly today)
    {
        var byMonth = incidents.ToLookup(one => MonthOf(one.Incident.StartedAt.At));
        var months = Enumerable.Range(0, 1200).Select(first.AddMonths).TakeWhile(month => month <= today).Select(month => CountMonth(month, [.. byMonth[month]]));
        return new TrendsShown([.. months], Count(waiting, done, today));
    }

    private static ItemsShown Count(IReadOnlyList<WaitingItem> waiting, IReadOnlyList<DoneItem> done, DateOnly today) => new(
        CountAges(waiting.Select(item => (item.Priority, DaysSince(item.CreatedAt, today)))),
        CountAges(waiting.Where(item => item.DueOn < today).Select(item => (item.Priority, today.DayNumber - item.DueOn!.Value.DayNumber))),
        CountAges(done.Select(item => (item.Priority, DaysSince(item.CreatedAt, DayOf(item.DoneAt))))),
        CountAges(done.Where(item => item.DueOn < DayOf(item.DoneAt)).Select(item => (item.Priority, DayOf(item.DoneAt).DayNumber - item.DueOn!.Value.DayNumber))));

    private static int DaysSince(DateTimeOffset? at, DateOnly day) => at is { } then ? day.DayNumber - DayOf(then).DayNumber : 0;

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>To detect, acknowledge, mitigate, resolve; nothing where it is not known to the minute, or lies before the start.</summary>
    public static ImmutableArray<TimeSpan?> TimesOf(IncidentTimes one) =>
    [
        .. new[]
        {
            DetectionTime.AfterStart(IncidentRecord.Empty(one.Incident.Id) with { Incident = one.Incident, Detection = one.Detection }),
            Since(one.Incident.StartedAt, one.AcknowledgedAt is { } at ? new Moment(at) : null),
            Since(one.Incident.StartedAt, one.Incident.MitigatedAt),
            Since(one.Incident.StartedAt, one.Incident.ResolvedAt),
        }.Select(time => time >= TimeSpan.Zero ? time : null),
    ];

    /// <summary>Between two of them the value is taken in proportion, so that a median of two is their middle.</summary>
    public static double? Quantile(ImmutableArray<double> sorted, double share)
    {
        if (sorted.IsEmpty)
            return null;

        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static TimeSpan? Since(Moment start, Moment? end) =>
        end is { IsToTheMinute: true } to && start.IsToTheMinute ? to.Minute - start.Minute : null;

    private static MonthOf CountMonth(DateOnly first, ImmutableArray<IncidentTimes> incidents)
    {
        var times = incidents.Select(TimesOf).ToList();
        return new MonthOf(
            first,
            incidents.Length,
            [.. Enum.GetValues<Severity>().Select(severity => incidents.Count(one => one.Incident.Severity == severity)), incidents.Count(one => one.Incident.Severity is null)],
            [.. Enumerable.Range(0, TimeNames.Length).Select(place => Spread(times.Select(one => one[place])))]);
    }

    private static SpreadOf Spread(IEnumerable<TimeSpan?> times)
    {
        ImmutableArray<double> minutes = [.. times.OfType<TimeSpan>().Select(time => time.TotalMinutes).Order()];
        return new SpreadOf(minutes.Length, Quantile(minutes, 0.5), Quantile(minutes, 0.9));
    }

    private static ImmutableArray<AgeOf> CountAges(IEnumerable<(Priority Priority, int Days)> items)
    {
        var counted = items.ToLookup(item => Array.FindIndex(Ages, age => item.Days <= age.To));
        return [.. Ages.Select((age, place) => new AgeOf(age.Name, [.. Enum.GetValues<Priority>().Select(priority => counted[place].Count(item => item.Priority == priority))]))];
    }

    private static DateOnly MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);
}
