namespace IncidentBot.Incidents.Nudges;

/// <summary>Once a week, in the morning of its first working day, people are shown all that is open.</summary>
public static class DigestPolicy
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>The week, by its Monday, whose digest it is time for where somebody is; nothing at any other time.</summary>
    public static DateOnly? WeekNow(TimeZoneInfo zone, WorkingTime working, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var today = DateOnly.FromDateTime(local);
        return working.IsNow(local) && working.BeginsWeek(today) ? WorkingTime.MondayOf(today) : null;
    }

    public static bool MayBeNow(WorkingTime working, DateTimeOffset now) => WorkingTime.DaysAnywhere(now).Any(working.BeginsWeek);

    /// <summary>When it may be time for somebody's digest again, wherever they are.</summary>
    public static DateTimeOffset? NextLook(WorkingTime working, DateTimeOffset now)
    {
        if (MayBeNow(working, now))
            return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Step.Ticks), TimeSpan.Zero) + Step;

        return working.FirstFrom(WorkingTime.DaysAnywhere(now).Last(), working.BeginsWeek) is { } day ? WorkingTime.FirstMomentOf(day) : null;
    }
}
