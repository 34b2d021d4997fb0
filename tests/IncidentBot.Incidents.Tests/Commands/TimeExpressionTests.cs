using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class TimeExpressionTests
{
    private const string Fullwidth = "１４：３０";

    // In Berlin it is Monday 15 January, 16:00.
    private static readonly SenderClock Berlin = Sender.In("Europe/Berlin", "2024-01-15T15:00:00Z");

    [Theory]
    [InlineData("14:30", "2024-01-15T13:30:00Z")]
    [InlineData(" 9:05 ", "2024-01-15T08:05:00Z")]
    [InlineData("14:30:15", "2024-01-15T13:30:15Z")]
    [InlineData("2:30pm", "2024-01-15T13:30:00Z")]
    [InlineData("2:30 PM", "2024-01-15T13:30:00Z")]
    [InlineData("2:30\u202Fp.m.", "2024-01-15T13:30:00Z")]
    [InlineData("2pm", "2024-01-15T13:00:00Z")]
    [InlineData("14:30pm", "2024-01-15T13:30:00Z")]
    [InlineData("12am", "2024-01-14T23:00:00Z")]
    [InlineData("12:15 pm", "2024-01-15T11:15:00Z")]
    [InlineData("16:00", "2024-01-15T15:00:00Z")]
    [InlineData("16:01", "2024-01-15T15:01:00Z")]
    [InlineData("16:02", "2024-01-14T15:02:00Z")]
    [InlineData("23:50", "2024-01-14T22:50:00Z")]
    [InlineData("14:30Z", "2024-01-15T14:30:00Z")]
    [InlineData("14:30 UTC", "2024-01-15T14:30:00Z")]
    [InlineData("15:30 gmt", "2024-01-14T15:30:00Z")]
    [InlineData("14:30+02:00", "2024-01-15T12:30:00Z")]
    [InlineData("14:30+0200", "2024-01-15T12:30:00Z")]
    [InlineData("14:30 UTC+2", "2024-01-15T12:30:00Z")]
    [InlineData("14:30 +05:45", "2024-01-15T08:45:00Z")]
    [InlineData("14:30-05:00", "2024-01-14T19:30:00Z")]
    [InlineData("2024-01-15 14:30", "2024-01-15T13:30:00Z")]
    [InlineData("2024-01-15, 2:30pm", "2024-01-15T13:30:00Z")]
    [InlineData("2024-01-15 at 14:30", "2024-01-15T13:30:00Z")]
    [InlineData("2024-01-15 14:30Z", "2024-01-15T14:30:00Z")]
    [InlineData("2024-01-15T14:30:00Z", "2024-01-15T14:30:00Z")]
    [InlineData("2024-01-15t14:30:00.1234567z", "2024-01-15T14:30:00Z")]
    [InlineData("2024-01-15T09:30-05:00", "2024-01-15T14:30:00Z")]
    [InlineData("2024-01-15 14:30:00 +0200", "2024-01-15T12:30:00Z")]
    [InlineData("20240115T143000Z", "2024-01-15T14:30:00Z")]
    [InlineData("20240115T1430+0200", "2024-01-15T12:30:00Z")]
    [InlineData("yesterday 14:30", "2024-01-14T13:30:00Z")]
    [InlineData("Yesterday at 23:30Z", "2024-01-14T23:30:00Z")]
    [InlineData("14:30 yesterday", "2024-01-14T13:30:00Z")]
    [InlineData("today 14:30", "2024-01-15T13:30:00Z")]
    [InlineData("now", "2024-01-15T15:00:00Z")]
    [InlineData("25m ago", "2024-01-15T14:35:00Z")]
    [InlineData("25 min ago", "2024-01-15T14:35:00Z")]
    [InlineData("1h 20m ago", "2024-01-15T13:40:00Z")]
    [InlineData("1h20m ago", "2024-01-15T13:40:00Z")]
    [InlineData("2 hours ago", "2024-01-15T13:00:00Z")]
    [InlineData("45s ago", "2024-01-15T14:59:15Z")]
    [InlineData("1d 2h ago", "2024-01-14T13:00:00Z")]
    [InlineData(Fullwidth, "2024-01-15T13:30:00Z")]
    [InlineData("١٤:٣٠", "2024-01-15T13:30:00Z")]
    [InlineData("१४:३०", "2024-01-15T13:30:00Z")]
    [InlineData("\u200E14:30", "2024-01-15T13:30:00Z")]
    public void Reads_the_moment_that_is_meant(string typed, string expected)
    {
        var time = TimeExpression.Parse(typed, Berlin);

        Assert.Equal(Reading.Of(new Moment(Sender.Utc(expected))), time);
    }

    [Theory]
    [InlineData("~14:30", "2024-01-15T13:30:00Z", Precision.About)]
    [InlineData("about 14:30", "2024-01-15T13:30:00Z", Precision.About)]
    [InlineData("ca. 14:30", "2024-01-15T13:30:00Z", Precision.About)]
    [InlineData("ca.14:30", "2024-01-15T13:30:00Z", Precision.About)]
    [InlineData("～ 2024-01-15 14:30", "2024-01-15T13:30:00Z", Precision.About)]
    [InlineData("about 25m ago", "2024-01-15T14:35:00Z", Precision.About)]
    [InlineData("14:??", "2024-01-15T13:00:00Z", Precision.Hour)]
    [InlineData("14:xx", "2024-01-15T13:00:00Z", Precision.Hour)]
    [InlineData("~14:XX Z", "2024-01-15T14:00:00Z", Precision.Hour)]
    [InlineData("17:??", "2024-01-14T16:00:00Z", Precision.Hour)]
    [InlineData("2024-01-10 14:??", "2024-01-10T13:00:00Z", Precision.Hour)]
    [InlineData("2024-01-15", "2024-01-15T00:00:00Z", Precision.Day)]
    [InlineData("about 2024-02-29", "2024-02-29T00:00:00Z", Precision.Day, "2024-03-01T00:00:00Z")]
    [InlineData("yesterday", "2024-01-14T00:00:00Z", Precision.Day)]
    [InlineData("3d ago", "2024-01-12T00:00:00Z", Precision.Day)]
    [InlineData("2 weeks ago", "2024-01-01T00:00:00Z", Precision.Day)]
    public void Keeps_unknown_what_nobody_knew(string typed, string expected, Precision precision, string now = "2024-01-15T15:00:00Z")
    {
        var time = TimeExpression.Parse(typed, Sender.In("Europe/Berlin", now));

        Assert.Equal(Reading.Of(new Moment(Sender.Utc(expected), precision)), time);
    }

    [Theory]
    [InlineData("", "A time is missing")]
    [InlineData("soon", "can't read \"soon\"")]
    [InlineData("14.30", "can't read")]
    [InlineData("25:99", "No clock shows 25:99")]
    [InlineData("24:00", "No clock shows 24:00")]
    [InlineData("14:30am", "No clock shows 14:30am")]
    [InlineData("2024-01-15 25:00", "No clock shows 25:00")]
    [InlineData("25m", "did you mean 25m ago?")]
    [InlineData("2 hours", "did you mean 2 hours ago?")]
    [InlineData("14:30 or so", "I read 14:30 as the time, but not \"or so\" behind it")]
    [InlineData("2027-01-15 14:30", "2027-01-15 14:30 is ahead of now (2024-01-15 16:00): did you mean 2024-01-15 14:30?")]
    [InlineData("2024-12-15 14:30", "did you mean 2023-12-15 14:30?")]
    [InlineData("2028-02-29 14:30", "did you mean 2020-02-29 14:30?")]
    [InlineData("2024-01-16 14:30", "did you mean 2024-01-15 14:30?")]
    [InlineData("today 17:30", "today 17:30 is ahead of now (2024-01-15 16:00): did you mean 2024-01-14 17:30?")]
    [InlineData("17:30 today", "did you mean 2024-01-14 17:30?")]
    [InlineData("2024-01-15T17:00:00+00:00", "(2024-01-15 15:00)")]
    [InlineData("2024-01-16", "2024-01-16 is ahead of now (2024-01-15): did you mean 2024-01-15?")]
    [InlineData("5555-01-15", "did you mean 2024-01-15?")]
    [InlineData("2023-02-29", "2023-02-29 does not exist: did you mean 2023-02-28 or 2023-03-01?")]
    [InlineData("2023-02-29T14:30Z", "did you mean 2023-02-28 or 2023-03-01?")]
    [InlineData("2023-13-01", "no month 13")]
    [InlineData("2023-01-00", "no day 0")]
    [InlineData("0000-01-01", "not one I can place")]
    [InlineData("9999-12-31 23:59", "not one I can place")]
    [InlineData("09:30-10:00", "09:30-10:00 reads as a span")]
    [InlineData("2pm–3pm", "reads as a span")]
    [InlineData("14:30 CET", "CET can be more than one zone")]
    [InlineData("999999999d ago", "longer than ten years")]
    public void Says_what_was_understood_of_a_time_it_can_not_take(string typed, string inProblem)
    {
        var time = TimeExpression.Parse(typed, Berlin);

        Assert.False(time.IsRead);
        Assert.Contains(inProblem, time.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_typed_where_it_has_begun_already_is_not_ahead_of_now()
    {
        var kiritimati = Sender.In("Pacific/Kiritimati", "2024-01-15T11:00:00Z");

        var time = TimeExpression.Parse("2024-01-16", kiritimati);

        Assert.Equal(Reading.Of(Moment.OnDay(new DateOnly(2024, 1, 16))), time);
    }

    [Fact]
    public void An_hour_that_lies_across_two_UTC_hours_is_about_its_middle()
    {
        var kathmandu = Sender.In("Asia/Kathmandu", "2024-01-15T15:00:00Z");

        var time = TimeExpression.Parse("14:??", kathmandu);

        Assert.Equal(Reading.Of(new Moment(Sender.Utc("2024-01-15T08:45:00Z"), Precision.About)), time);
    }

    [Fact]
    public void Asking_a_failed_reading_for_its_value_is_a_bug()
    {
        var time = TimeExpression.Parse("soon", Berlin);

        Assert.Throws<InvalidOperationException>(() => time.Value);
    }
}
