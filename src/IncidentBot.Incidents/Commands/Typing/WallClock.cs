using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>Which moment a time on the sender's wall was: never ahead of now, in daylight saving as on any other day.</summary>
internal static class WallClock
{
    // From late in the day before a skipped day to now there are three midnights at most.
    private const int DaysToLookBack = 3;

    /// <summary>The most recent moment at which the sender's clock showed this time.</summary>
    public static Reading<DateTimeOffset> MostRecent(TimeOnly time, SenderClock clock)
    {
        var localLatest = TimeZoneInfo.ConvertTime(clock.Latest, clock.Zone).DateTime;
        for (var back = 0; back <= DaysToLookBack; back++)
        {
            var local = localLatest.Date.AddDays(-back) + time.ToTimeSpan();
            if (LatestMoment(local, clock) is { } moment)
                return Reading.Of(moment);

            if (local <= localLatest && !Moments(local, clock.Zone).Any())
                return Skipped(local, clock.Zone);
        }

        return Reading.Fail<DateTimeOffset>("I can't place that time. With its date I can: 2024-01-15 14:30.");
    }

    /// <summary>The moment at which the sender's clock showed this time on this date, the later one where it came twice; <paramref name="typed"/> is quoted when it is refused.</summary>
    public static Reading<DateTimeOffset> On(DateOnly date, TimeOnly time, SenderClock clock, string typed)
    {
        var local = date.ToDateTime(time);
        if (LatestMoment(local, clock) is { } moment)
            return Reading.Of(moment);

        if (Moments(local, clock.Zone).Any())
            return Reading.Fail<DateTimeOffset>(AheadOfNow(date, time, clock, typed));

        return Skipped(local, clock.Zone);
    }

    private static string AheadOfNow(DateOnly date, TimeOnly time, SenderClock clock, string typed)
    {
        var ahead = $"{typed} is ahead of now ({CalendarDate.Show(clock.LocalNow)})";
        var meant = CalendarDate.LikelyMeant(date, clock.Today)
            .First(earlier => LatestMoment(earlier.ToDateTime(time), clock) is not null);

        return $"{ahead}: did you mean {CalendarDate.Show(meant.ToDateTime(time))}?";
    }

    private static DateTimeOffset? LatestMoment(DateTime local, SenderClock clock)
    {
        var past = Moments(local, clock.Zone).Where(moment => moment <= clock.Latest).ToList();
        return past.Count == 0 ? null : past.Max();
    }

    /// <summary>None, one or two: found by trying the offsets of the day before and the day after, which also holds where a zone changed for other reasons than daylight saving.</summary>
    private static IEnumerable<DateTimeOffset> Moments(DateTime local, TimeZoneInfo zone)
    {
        var (before, after) = OffsetsAround(local, zone);
        if (IsShown(local, before, zone))
            yield return new DateTimeOffset(local, before).ToUniversalTime();

        if (after != before && IsShown(local, after, zone))
            yield return new DateTimeOffset(local, after).ToUniversalTime();
    }

    private static bool IsShown(DateTime local, TimeSpan offset, TimeZoneInfo zone) =>
        zone.GetUtcOffset(new DateTimeOffset(local, offset)) == offset;

    private static (TimeSpan Before, TimeSpan After) OffsetsAround(DateTime local, TimeZoneInfo zone)
    {
        var near = new DateTimeOffset(local, TimeSpan.Zero);
        return (zone.GetUtcOffset(near.AddDays(-1)), zone.GetUtcOffset(near.AddDays(1)));
    }

    private static Reading<DateTimeOffset> Skipped(DateTime local, TimeZoneInfo zone)
    {
        var (before, after) = OffsetsAround(local, zone);
        var leap = after - before;
        return Reading.Fail<DateTimeOffset>(string.Create(
            CultureInfo.InvariantCulture,
            $"{local:HH:mm} did not exist on {local:yyyy-MM-dd} in {zone.Id}, the clocks went forward: did you mean {Neighbour(local - leap)} or {Neighbour(local + leap)}?"));

        string Neighbour(DateTime time) => time.Date == local.Date
            ? time.ToString("HH:mm", CultureInfo.InvariantCulture)
            : CalendarDate.Show(time);
    }
}
