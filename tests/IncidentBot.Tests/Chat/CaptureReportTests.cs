using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Xunit;

namespace IncidentBot.Tests.Chat;

public sealed class CaptureReportTests
{
    private static readonly DateTimeOffset Day = new(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Says_what_was_seen_and_nothing_that_was_not() =>
        Assert.Equal("Messages: 0 seen", CaptureReport.Of(new CaptureCount(), Day));

    [Fact]
    public void Says_how_much_was_captured_and_when_nobody_listened()
    {
        var count = new CaptureCount { Seen = 412, FetchedLate = 3, Edited = 5, Deleted = 2, Files = 4, Gaps = [Gap(16, 2, 7)] };

        Assert.Equal("Messages: 412 seen, 3 fetched late, 5 edited, 2 deleted, 4 files · not listening 16:02–16:09 UTC, filled", CaptureReport.Of(count, Day));
    }

    [Fact]
    public void Shows_the_last_gaps_with_their_date_and_why_one_is_open()
    {
        var count = new CaptureCount
        {
            Seen = 1,
            Files = 1,
            Gaps = [Gap(10, 0, 1), Gap(16, 2, 7), Gap(23, 58, 4), Gap(33, 0, 5) with { WhyNotFilled = "missing_scope (channels:history)" }],
        };

        Assert.Equal(
            "Messages: 1 seen, 1 file · not listening 1× earlier · not listening 16:02–16:09 UTC, filled · not listening 2024-01-15 23:58–2024-01-16 00:02 UTC, filled"
            + " · not listening 2024-01-16 09:00–09:05 UTC, not filled: missing_scope (channels:history)",
            CaptureReport.Of(count, Day));
    }

    private static CaptureGap Gap(int hour, int minute, int minutes)
    {
        var from = new DateTimeOffset(2024, 1, 15, 0, 0, 0, TimeSpan.Zero).AddHours(hour).AddMinutes(minute);
        return new CaptureGap(from, from.AddMinutes(minutes), 0);
    }
}
