using System.Collections.Immutable;

namespace IncidentBot.Incidents.Nudges;

/// <summary>When people work, by the clock on their own wall: what is said because of the time is said then.</summary>
/// <param name="From">When a working day begins.</param>
/// <param name="Until">When it is over.</param>
public sealed record WorkingTime(TimeOnly From, TimeOnly Until, ImmutableHashSet<DayOfWeek> Days, ImmutableHashSet<DateOnly> Holidays)
{
    /// <summary>Further than this nobody looks for a working day.</summary>
    private const int LongestBreak = 400;

    private static readonly TimeSpan EasternmostZone = TimeSpan.FromHours(14);
    private static readonly TimeSpan WesternmostZone = TimeSpan.FromHours(12);

    public static WorkingTime Usual { get; } = new(
        new TimeOnly(9, 0), new TimeOnly(17, 0), [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], []);

    public bool IsWorkingDay(DateOnly day) => Days.Contains(day.DayOfWeek) && !Holidays.Contains(day);

    public bool IsNow(DateTime local) => IsWorkingDay(DateOnly.FromDateTime(local)) && TimeOnly.FromDateTime(local) >= From && TimeOnly.FromDateTime(local) < Until;

    public DateOnly? LastWorkingDayBefore(DateOnly day) =>
        Enumerable.Range(1, Math.Min(LongestBreak, day.DayNumber)).Select(back => day.AddDays(-back)).Where(IsWorkingDay).Cast<DateOnly?>().FirstOrDefault();

    /// <summary>The first working day from a day on that will do.</summary>
    public DateOnly? FirstFrom(DateOnly day, Func<DateOnly, bool> willDo) =>
        Enumerable.Range(0, Math.Min(LongestBreak, DateOnly.MaxValue.DayNumber - day.DayNumber))
            .Select(ahead => day.AddDays(ahead)).Where(ahead => IsWorkingDay(ahead) && willDo(ahead)).Cast<DateOnly?>().FirstOrDefault();

    /// <summary>Whether a week's work begins on that day: on Monday, or later where that is none.</summary>
    public bool BeginsWeek(DateOnly day) => IsWorkingDay(day) && FirstFrom(MondayOf(day), _ => true) == day;

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-Math.Min(((int)day.DayOfWeek + 6) % 7, day.DayNumber));

    /// <summary>The moment at which a day's work begins, where the clock leaps over it, the first one after that.</summary>
    public DateTimeOffset BeginOf(DateOnly day, TimeZoneInfo zone) => At(day, From, zone);

    private static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The first moment from then on that lies in working hours.</summary>
    public DateTimeOffset InHours(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (IsWorkingDay(day) && time < From)
            return BeginOf(day, zone);

        return IsWorkingDay(day) && time < Until ? moment : BeginOf(WorkingDayFrom(day.AddDays(1)), zone);
    }

    /// <summary>So many working days later, in working hours.</summary>
    public DateTimeOffset After(DateTimeOffset moment, int days, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        for (var left = days; left > 0; left--)
            day = WorkingDayFrom(day.AddDays(1));

        return InHours(At(day, TimeOnly.FromDateTime(local), zone), zone);
    }

    /// <summary>That day, or the first working day behind it; where there is none for long, that day after all.</summary>
    public DateOnly WorkingDayFrom(DateOnly day) => FirstFrom(day, _ => true) ?? day;

    /// <summary>The first moment at which that day is today anywhere: whatever zone somebody turns out to be in, it is not too late.</summary>
    public static DateTimeOffset FirstMomentOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) - EasternmostZone;

    /// <summary>The days that are today somewhere.</summary>
    public static IEnumerable<DateOnly> DaysAnywhere(DateTimeOffset now)
    {
        var last = DateOnly.FromDateTime(now.UtcDateTime + EasternmostZone);
        for (var day = DateOnly.FromDateTime(now.UtcDateTime - WesternmostZone); day <= last; day = day.AddDays(1))
            yield return day;
    }
}
