namespace IncidentBot.Incidents.Nudges;

/// <summary>Monday to Friday, nine to five, in somebody's own time zone: when people are told in person what has time.</summary>
public static class NudgeWeek
{
    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly Evening = new(17, 0);

    /// <summary>The first moment from then on that lies in working hours.</summary>
    public static DateTimeOffset InHours(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (IsWorkday(day) && time < Morning)
            return MorningOf(day, zone);

        return IsWorkday(day) && time < Evening ? moment : MorningOf(NextWorkday(day), zone);
    }

    /// <summary>So many working days later, in working hours.</summary>
    public static DateTimeOffset After(DateTimeOffset moment, int workdays, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        for (var left = workdays; left > 0; left--)
            day = NextWorkday(day);

        return InHours(At(day, TimeOnly.FromDateTime(local), zone), zone);
    }

    public static DateTimeOffset MorningOf(DateOnly day, TimeZoneInfo zone) => At(day, Morning, zone);

    public static DateOnly WorkdayFrom(DateOnly day) => IsWorkday(day) ? day : NextWorkday(day);

    private static DateOnly NextWorkday(DateOnly day)
    {
        do
            day = day.AddDays(1);
        while (!IsWorkday(day));
        return day;
    }

    private static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        // An hour that the clocks leave out is the one behind it.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
