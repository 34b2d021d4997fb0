using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>How much of its chat an incident has: <c>Messages: 412 seen, 3 fetched late, 5 edited · not listening 16:02–16:09 UTC, filled</c>.</summary>
public static class CaptureReport
{
    private const int MostGaps = 3;

    /// <param name="day">The incident's own: gaps of another day are shown with their date.</param>
    public static string Of(CaptureCount count, DateTimeOffset day)
    {
        var counted = new[]
        {
            $"Messages: {count.Seen} seen",
            Some(count.FetchedLate, "fetched late"),
            Some(count.Edited, "edited"),
            Some(count.Deleted, "deleted"),
            Some(count.Files, count.Files == 1 ? "file" : "files"),
        };
        var gaps = count.Gaps.TakeLast(MostGaps).Select(gap => Gap(gap, day)).ToList();
        if (count.Gaps.Length > MostGaps)
            gaps.Insert(0, $"not listening {count.Gaps.Length - MostGaps}× earlier");
        return string.Join(" · ", gaps.Prepend(string.Join(", ", counted.OfType<string>())));
    }

    private static string? Some(long count, string what) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {what}");

    private static string Gap(CaptureGap gap, DateTimeOffset day)
    {
        var (from, to) = (gap.From.UtcDateTime, gap.To.UtcDateTime);
        var isOneDay = from.Date == to.Date;
        var began = Moment(from, isOneDay && from.Date == day.UtcDateTime.Date ? "HH:mm" : "yyyy-MM-dd HH:mm");
        var ended = Moment(to, isOneDay ? "HH:mm" : "yyyy-MM-dd HH:mm");
        return $"not listening {began}–{ended} UTC, {(gap.WhyNotFilled is { } why ? $"not filled: {why}" : "filled")}";
    }

    private static string Moment(DateTime at, string format) => at.ToString(format, CultureInfo.InvariantCulture);
}
