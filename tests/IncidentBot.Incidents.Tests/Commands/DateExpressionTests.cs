using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class DateExpressionTests
{
    // A Monday.
    private static readonly SenderClock Clock = Sender.InUtc;

    [Theory]
    [InlineData("2024-01-20", "2024-01-20")]
    [InlineData("2024/1/20", "2024-01-20")]
    [InlineData("on 2024-01-20", "2024-01-20")]
    [InlineData("20 Jan", "2024-01-20")]
    [InlineData("Jan 20", "2024-01-20")]
    [InlineData("15 jan", "2024-01-15")]
    [InlineData("14 January", "2025-01-14")]
    [InlineData("20 January 2025", "2025-01-20")]
    [InlineData("January 20th, 2025", "2025-01-20")]
    [InlineData("1st of March", "2024-03-01")]
    [InlineData("20-Jan-2025", "2025-01-20")]
    [InlineData("3 sept.", "2024-09-03")]
    [InlineData("29 Feb", "2024-02-29")]
    [InlineData("29 Feb", "2028-02-29", "2024-03-01T00:00:00Z")]
    [InlineData("20.01.2024", "2024-01-20")]
    [InlineData("01/20/2024", "2024-01-20")]
    [InlineData("05.05.2024", "2024-05-05")]
    [InlineData("friday", "2024-01-19")]
    [InlineData("Fri", "2024-01-19")]
    [InlineData("next friday", "2024-01-19")]
    [InlineData("on thurs", "2024-01-18")]
    [InlineData("monday", "2024-01-22")]
    [InlineData("next Monday", "2024-01-22")]
    [InlineData("today", "2024-01-15")]
    [InlineData("tomorrow", "2024-01-16")]
    [InlineData("yesterday", "2024-01-14")]
    [InlineData("in 5d", "2024-01-20")]
    [InlineData("in 2 weeks", "2024-01-29")]
    [InlineData("in 12h", "2024-01-16")]
    [InlineData("in 2 months", "2024-03-15")]
    [InlineData("end of week", "2024-01-19")]
    [InlineData("eow", "2024-01-19", "2024-01-19T12:00:00Z")]
    [InlineData("EOW", "2024-01-26", "2024-01-20T12:00:00Z")]
    [InlineData("end of the month", "2024-01-31")]
    [InlineData("２０２４-０１-２０", "2024-01-20")]
    public void Reads_the_date_that_is_meant(string typed, string expected, string now = "2024-01-15T15:00:00Z")
    {
        var date = DateExpression.Parse(typed, Sender.In("Etc/UTC", now));

        Assert.Equal(Reading.Of(Sender.Date(expected)), date);
    }

    [Fact]
    public void Today_is_the_day_where_the_sender_is()
    {
        var kiritimati = Sender.In("Pacific/Kiritimati", "2024-01-15T11:00:00Z");

        Assert.Equal(new DateOnly(2024, 1, 16), DateExpression.Parse("today", kiritimati).Value);
        Assert.Equal(new DateOnly(2024, 1, 23), DateExpression.Parse("tuesday", kiritimati).Value);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("someday", "can't read \"someday\"")]
    [InlineData("may", "can't read")]
    [InlineData("20", "can't read")]
    [InlineData("friday or so", "can't read")]
    [InlineData("2023-02-29", "did you mean 2023-02-28 or 2023-03-01?")]
    [InlineData("31 Apr", "31 Apr does not exist: did you mean 2024-04-30 or 2024-05-01?")]
    [InlineData("30 feb", "did you mean 2024-02-29 or 2024-03-01?")]
    [InlineData("99 Jan", "no day 99")]
    [InlineData("05.01.2024", "05.01.2024 can be 2024-01-05 or 2024-05-01")]
    [InlineData("05/01/2024", "05/01/2024 can be 2024-01-05 or 2024-05-01")]
    [InlineData("20.13.2024", "no month 13")]
    [InlineData("in 99999d", "longer than ten years")]
    public void Says_what_was_understood_of_a_date_it_can_not_take(string typed, string inProblem)
    {
        var date = DateExpression.Parse(typed, Clock);

        Assert.False(date.IsRead);
        Assert.Contains(inProblem, date.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fix the login by hand by friday", "Fix the login by hand", "2024-01-19")]
    [InlineData("Fix the login by 2024-01-20", "Fix the login", "2024-01-20")]
    [InlineData("Fix the login\nBy 20 Jan.", "Fix the login", "2024-01-20")]
    [InlineData("Fix it  by end of week ", "Fix it", "2024-01-19")]
    [InlineData("by tomorrow", "", "2024-01-16")]
    public void Reads_the_deadline_that_ends_a_text(string text, string expectedBefore, string expected)
    {
        var ends = DateExpression.TryReadDeadline(text, Clock, out var before, out var date);

        Assert.True(ends);
        Assert.Equal(expectedBefore, before);
        Assert.Equal(Reading.Of(Sender.Date(expected)), date);
    }

    [Theory]
    [InlineData("Stop the queue by hand")]
    [InlineData("Stop the queue by friday by hand")]
    [InlineData("Stop the standby friday")]
    [InlineData("Say goodby friday")]
    [InlineData("Rotate keys signed by May")]
    [InlineData("Fix it by")]
    [InlineData("by")]
    [InlineData("")]
    public void Finds_no_deadline_where_none_ends_the_text(string text)
    {
        var ends = DateExpression.TryReadDeadline(text, Clock, out var before, out _);

        Assert.False(ends);
        Assert.Equal(text, before);
    }

    [Fact]
    public void Asks_about_a_deadline_that_does_not_exist()
    {
        var ends = DateExpression.TryReadDeadline("Fix the login by 2023-02-29", Clock, out var before, out var date);

        Assert.True(ends);
        Assert.Equal("Fix the login", before);
        Assert.Contains("did you mean 2023-02-28 or 2023-03-01?", date.Problem, StringComparison.Ordinal);
    }
}
