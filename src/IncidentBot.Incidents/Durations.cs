namespace IncidentBot.Incidents;

/// <summary>How long something took, as the document writes it: <c>2 hours 15 minutes</c>.</summary>
public static class Durations
{
    public static string InWords(TimeSpan duration)
    {
        var minutes = (long)duration.TotalMinutes;
        var (hours, rest) = (minutes / 60, minutes % 60);
        if (hours == 0)
            return Counted(rest, "minute");
        return rest == 0 ? Counted(hours, "hour") : $"{Counted(hours, "hour")} {Counted(rest, "minute")}";
    }

    private static string Counted(long count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
