using System.Globalization;

namespace IncidentBot.Slack;

/// <summary>
/// <c>1725148800.123456</c>: a message's id within its channel, its order and its time. Seconds and fraction are read
/// apart, since a double would lose the last digits.
/// </summary>
public static class SlackTimestamp
{
    private const int LongestFraction = 7;
    private static readonly long LatestSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static bool TryRead(string? ts, out DateTimeOffset at)
    {
        at = default;
        if (ts is null || ts.Split('.') is not [var whole, var fraction] || fraction.Length is 0 or > LongestFraction)
            return false;
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LatestSecond)
            return false;
        if (!long.TryParse(fraction.PadRight(LongestFraction, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            return false;

        at = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ticks);
        return true;
    }

    public static string Of(DateTimeOffset at)
    {
        var sinceEpoch = at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var (seconds, rest) = Math.DivRem(sinceEpoch, TimeSpan.TicksPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest / TimeSpan.TicksPerMicrosecond:D6}");
    }
}
