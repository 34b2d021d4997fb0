namespace IncidentBot.Storage;

/// <summary>Time zones by the IANA name that platforms give; UTC where there is none, or one this machine does not know.</summary>
public static class TimeZones
{
    public static TimeZoneInfo Find(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
