using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class DaylightSavingTests
{
    [Theory]
    // Berlin, 27 October 2024: 03:00 became 02:00 at 01:00Z.
    [InlineData("Europe/Berlin", "2024-10-27T01:45:00Z", "02:30", "2024-10-27T01:30:00Z")]
    [InlineData("Europe/Berlin", "2024-10-27T01:15:00Z", "02:30", "2024-10-27T00:30:00Z")]
    [InlineData("Europe/Berlin", "2024-10-27T00:15:00Z", "02:30", "2024-10-26T00:30:00Z")]
    [InlineData("Europe/Berlin", "2024-10-27T12:00:00Z", "2024-10-27 02:30", "2024-10-27T01:30:00Z")]
    [InlineData("Europe/Berlin", "2024-10-27T12:00:00Z", "02:30+02:00", "2024-10-27T00:30:00Z")]
    [InlineData("Europe/Berlin", "2024-10-27T23:30:00Z", "00:31", "2024-10-27T23:31:00Z")]
    [InlineData("Europe/Berlin", "2024-10-27T22:30:00Z", "23:32", "2024-10-26T21:32:00Z")]
    // Before the clocks went forward, 02:30 is the one of the day before.
    [InlineData("Europe/Berlin", "2024-03-31T00:50:00Z", "02:30", "2024-03-30T01:30:00Z")]
    [InlineData("Europe/Berlin", "2024-03-31T01:10:00Z", "03:05", "2024-03-31T01:05:00Z")]
    // New York, 3 November 2024: 02:00 became 01:00 at 06:00Z.
    [InlineData("America/New_York", "2024-11-03T06:40:00Z", "1:30am", "2024-11-03T06:30:00Z")]
    [InlineData("America/New_York", "2024-11-03T06:20:00Z", "1:30am", "2024-11-03T05:30:00Z")]
    // Lord Howe, 7 April 2024: 02:00 became 01:30 at 15:00Z the day before.
    [InlineData("Australia/Lord_Howe", "2024-04-06T15:20:00Z", "01:45", "2024-04-06T15:15:00Z")]
    [InlineData("Australia/Lord_Howe", "2024-04-06T15:05:00Z", "01:45", "2024-04-06T14:45:00Z")]
    [InlineData("Asia/Kathmandu", "2024-01-15T15:00:00Z", "20:44", "2024-01-15T14:59:00Z")]
    [InlineData("Asia/Kathmandu", "2024-01-15T18:20:00Z", "23:59", "2024-01-15T18:14:00Z")]
    [InlineData("Pacific/Kiritimati", "2024-01-15T11:00:00Z", "00:30", "2024-01-15T10:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2024-01-15T11:00:00Z", "23:30", "2024-01-15T09:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2024-01-15T11:00:00Z", "10:30Z", "2024-01-15T10:30:00Z")]
    public void Takes_the_latest_moment_that_is_not_ahead_of_now(string zone, string now, string typed, string expected)
    {
        var time = TimeExpression.Parse(typed, Sender.In(zone, now));

        Assert.Equal(Reading.Of(new Moment(Sender.Utc(expected))), time);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31T10:00:00Z", "02:30", "02:30 did not exist on 2024-03-31 in Europe/Berlin, the clocks went forward: did you mean 01:30 or 03:30?")]
    [InlineData("Europe/Berlin", "2024-03-31T01:10:00Z", "02:30", "did you mean 01:30 or 03:30?")]
    [InlineData("Europe/Berlin", "2024-05-01T10:00:00Z", "2024-03-31 02:30", "did you mean 01:30 or 03:30?")]
    [InlineData("Europe/Berlin", "2024-04-01T10:00:00Z", "yesterday 02:30", "did you mean 01:30 or 03:30?")]
    [InlineData("America/New_York", "2024-03-10T12:00:00Z", "2:30am", "did you mean 01:30 or 03:30?")]
    [InlineData("Australia/Lord_Howe", "2024-10-06T03:00:00Z", "02:15", "did you mean 01:45 or 02:45?")]
    [InlineData("Pacific/Apia", "2012-01-01T10:00:00Z", "2011-12-30 14:30", "did you mean 2011-12-29 14:30 or 2011-12-31 14:30?")]
    public void Asks_which_neighbour_is_meant_when_the_clocks_skipped_a_time(string zone, string now, string typed, string inProblem)
    {
        var time = TimeExpression.Parse(typed, Sender.In(zone, now));

        Assert.False(time.IsRead);
        Assert.Contains(inProblem, time.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_a_minute_ahead_is_a_clock_that_runs_fast_and_is_kept()
    {
        var now = Sender.In("Europe/Berlin", "2024-01-15T23:59:30Z");

        var time = TimeExpression.Parse("01:00", now);

        Assert.Equal(Sender.Utc("2024-01-16T00:00:00Z"), time.Value.At);
    }
}
