using System.Globalization;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents.Tests.Commands;

/// <summary>Somebody who types, somewhere, at some moment.</summary>
internal static class Sender
{
    /// <summary>Monday 15 January 2024, 15:00 in Greenwich, where it is the same clock as UTC.</summary>
    public static SenderClock InUtc { get; } = In("Etc/UTC", "2024-01-15T15:00:00Z");

    public static SenderClock In(string zone, string now) =>
        new(Utc(now), TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
