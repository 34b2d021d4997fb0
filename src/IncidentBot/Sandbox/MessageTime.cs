using System.Globalization;

namespace IncidentBot.Sandbox;

/// <summary>A message's id: the seconds and microseconds of its time, <c>1705329000.000100</c>, so that the order of ids is the order of time.</summary>
public static class MessageTime
{
    private const int SecondsLength = 10;

    public static string Write(DateTimeOffset at)
    {
        var microseconds = Microseconds(at);
        return string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000_000:D10}.{microseconds % 1_000_000:D6}");
    }

    /// <summary>An id for now that comes after the last one of its room.</summary>
    public static string After(string? last, DateTimeOffset now) =>
        last is null || string.CompareOrdinal(last, Write(now)) < 0 ? Write(now) : Write(Read(last).AddMicroseconds(1));

    public static DateTimeOffset Read(string id) =>
        DateTimeOffset.UnixEpoch.AddSeconds(long.Parse(id.AsSpan(0, SecondsLength), CultureInfo.InvariantCulture))
            .AddMicroseconds(int.Parse(id.AsSpan(SecondsLength + 1), CultureInfo.InvariantCulture));

    private static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
