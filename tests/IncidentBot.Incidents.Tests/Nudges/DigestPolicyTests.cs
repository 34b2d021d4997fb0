using IncidentBot.Incidents.Nudges;
using Xunit;
using static IncidentBot.Incidents.Tests.Nudges.Sweeps;

namespace IncidentBot.Incidents.Tests.Nudges;

public sealed class DigestPolicyTests
{
    [Theory]
    [InlineData("UTC", "2024-01-15T08:59Z", null)]
    [InlineData("UTC", "2024-01-15T09:00Z", "2024-01-15")]
    [InlineData("UTC", "2024-01-15T17:00Z", null)]
    [InlineData("UTC", "2024-01-16T10:00Z", null)]
    [InlineData("Pacific/Kiritimati", "2024-01-14T19:00Z", "2024-01-15")]
    [InlineData("Pacific/Pago_Pago", "2024-01-15T20:00Z", "2024-01-15")]
    public void Comes_on_Monday_in_the_own_working_hours(string zone, string now, string? week) =>
        Assert.Equal(week is null ? (DateOnly?)null : Day(week), DigestPolicy.WeekNow(TimeZoneInfo.FindSystemTimeZoneById(zone), WorkingTime.Usual, At(now)));

    [Fact]
    public void Comes_on_the_first_working_day_where_Monday_is_none()
    {
        var working = WorkingTime.Usual with { Holidays = Days("2024-01-15") };

        Assert.Null(DigestPolicy.WeekNow(TimeZoneInfo.Utc, working, At("2024-01-15T10:00Z")));
        Assert.Equal(Day("2024-01-15"), DigestPolicy.WeekNow(TimeZoneInfo.Utc, working, At("2024-01-16T10:00Z")));
        Assert.Null(DigestPolicy.WeekNow(TimeZoneInfo.Utc, working, At("2024-01-17T10:00Z")));
    }

    [Theory]
    [InlineData("2024-01-16T13:00Z", "2024-01-21T10:00Z")] // Tuesday: when Monday begins where it begins first
    [InlineData("2024-01-15T09:00Z", "2024-01-15T10:00Z")]
    [InlineData("2024-01-15T09:20Z", "2024-01-15T10:00Z")]
    public void Is_looked_for_each_hour_while_it_may_be_time_somewhere(string now, string next) =>
        Assert.Equal(At(next), DigestPolicy.NextLook(WorkingTime.Usual, At(now)));

    [Fact]
    public void A_year_without_work_has_none() =>
        Assert.Null(DigestPolicy.NextLook(WorkingTime.Usual with { Days = [] }, At("2024-01-16T13:00Z")));
}
