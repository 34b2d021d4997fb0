using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class TimePrefixTests
{
    [Theory]
    [InlineData("14:30 alert fired -> paged", "14:30", "alert fired -> paged")]
    [InlineData("14:30: alert fired", "14:30", "alert fired")]
    [InlineData("14:30 - alert fired", "14:30", "alert fired")]
    [InlineData("14:30 — alert fired", "14:30", "alert fired")]
    [InlineData("14:30– alert fired", "14:30", "alert fired")]
    [InlineData("14:30, alert fired", "14:30", "alert fired")]
    [InlineData("14:30 -> paged", "14:30", "-> paged")]
    [InlineData("14:30", "14:30", "")]
    [InlineData("  14:30\nalert fired\n", "14:30", "alert fired\n")]
    [InlineData("14:30 5 servers are down", "14:30", "5 servers are down")]
    [InlineData("14:30 Zookeeper lost its leader", "14:30", "Zookeeper lost its leader")]
    [InlineData("14:30 z-index fixed", "14:30", "z-index fixed")]
    [InlineData("14:30 am I the only one?", "14:30", "am I the only one?")]
    [InlineData("14:30 pmset restarted", "14:30", "pmset restarted")]
    [InlineData("14:30 +1000 errors", "14:30", "+1000 errors")]
    [InlineData("14:30 est tombé", "14:30", "est tombé")]
    [InlineData("14:30:15.250 alert", "14:30:15", "alert")]
    [InlineData("２：３０ pm：警報", "14:30", "警報")]
    [InlineData("14:30 UTC: alert", "14:30", "alert")]
    [InlineData("2024-01-15 14:30 alert", "14:30", "alert")]
    [InlineData("2024-01-15T14:30:00Z alert", "14:30", "alert")]
    [InlineData("30m ago: alert", "14:30", "alert")]
    [InlineData("14:30 UTC-wide outage", "14:30", "UTC-wide outage")]
    [InlineData("14:30 today's alert", "14:30", "today's alert")]
    [InlineData("14:30 today alert", "14:30", "alert")]
    public void Reads_the_longest_time_a_text_begins_with(string text, string expected, string expectedRest)
    {
        var begins = TimeExpression.TryReadPrefix(text, Sender.InUtc, out var time, out var rest);

        Assert.True(begins);
        Assert.Equal(Reading.Of(new Moment(Sender.Utc($"2024-01-15T{expected}Z"))), time);
        Assert.Equal(expectedRest, rest);
    }

    [Theory]
    [InlineData("2024-01-15 14 of 20 pods were down", "14 of 20 pods were down")]
    [InlineData("2024-01-15 was bad", "was bad")]
    public void Reads_the_date_where_the_time_behind_it_is_none(string text, string expectedRest)
    {
        var begins = TimeExpression.TryReadPrefix(text, Sender.InUtc, out var time, out var rest);

        Assert.True(begins);
        Assert.Equal(Moment.OnDay(new DateOnly(2024, 1, 15)), time.Value);
        Assert.Equal(expectedRest, rest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("5 servers are down")]
    [InlineData("14 of 20 pods")]
    [InlineData("2024 was bad")]
    [InlineData("25m requests")]
    [InlineData("25m agony")]
    [InlineData("25:99 is what it shows")]
    [InlineData("80:20 split of the traffic")]
    [InlineData("16:9 screens")]
    [InlineData("14.30 alert")]
    [InlineData("14:300 alert")]
    [InlineData("14:30h alert")]
    [InlineData("14:30,5 seconds a request")]
    [InlineData("14:30-15 alert")]
    [InlineData("10.0.0.1:8080 is down")]
    [InlineData("2024-01-15-hotfix is the branch")]
    [InlineData("2023-02-29-hotfix is the branch")]
    [InlineData("13pm is no time")]
    [InlineData("5 PMs are in the room")]
    [InlineData("now the API is down")]
    [InlineData("Now, the API is down")]
    [InlineData("yesterday we deployed")]
    [InlineData("today is a bad day")]
    [InlineData("about 20 requests failed")]
    [InlineData("~15% of requests failed")]
    [InlineData("the alert of 14:30")]
    [InlineData("-14:30 alert")]
    public void Leaves_a_text_alone_that_begins_with_something_else(string text)
    {
        var begins = TimeExpression.TryReadPrefix(text, Sender.InUtc, out _, out var rest);

        Assert.False(begins);
        Assert.Equal(text, rest);
    }

    [Theory]
    [InlineData("2027-01-15 14:30 alert fired", "did you mean 2024-01-15 14:30?")]
    [InlineData("today 23:00 alert fired", "did you mean 2024-01-14 23:00?")]
    [InlineData("2023-02-29 alert fired", "did you mean 2023-02-28 or 2023-03-01?")]
    [InlineData("2024-01-15 25:00 alert fired", "No clock shows 25:00")]
    [InlineData("09:30-10:00 the API was down", "reads as a span")]
    [InlineData("14:30 EST alert fired", "EST can be more than one zone")]
    public void Asks_about_a_time_that_it_can_not_take(string text, string inProblem)
    {
        var begins = TimeExpression.TryReadPrefix(text, Sender.InUtc, out var time, out var rest);

        Assert.True(begins);
        Assert.False(time.IsRead);
        Assert.Contains(inProblem, time.Problem, StringComparison.Ordinal);
        Assert.Equal(text, rest);
    }
}
