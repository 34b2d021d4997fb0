namespace IncidentBot.Incidents.Commands;

/// <summary>The moment at which somebody typed, and the zone their clock on the wall is in.</summary>
public sealed record SenderClock(DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>Clocks differ a little, so a time this close ahead of now is taken as it stands.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>The latest moment that does not count as ahead of now.</summary>
    public DateTimeOffset Latest => Now + Skew;

    public DateTime LocalNow => TimeZoneInfo.ConvertTime(Now, Zone).DateTime;

    public DateOnly Today => DateOnly.FromDateTime(LocalNow);

    public SenderClock At(TimeSpan offset) => this with
    {
        Zone = TimeZoneInfo.CreateCustomTimeZone($"UTC{offset}", offset, null, null),
    };
}
