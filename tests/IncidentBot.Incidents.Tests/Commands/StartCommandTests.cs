using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class StartCommandTests
{
    [Fact]
    public void Opens_an_incident_that_is_called_after_its_minute()
    {
        var room = new Room();

        room.Type("start P1 Database Connection Pool Exhaustion --service api,web");

        Assert.Equal("INC-2024-0115-1430", room.Incident.Incident.Id.Value);
        Assert.Equal("Database Connection Pool Exhaustion", room.Incident.Incident.Title);
        Assert.Equal(Severity.P1, room.Incident.Incident.Severity);
        Assert.Equal(["api", "web"], room.Incident.Incident.Services);
    }

    [Theory]
    [InlineData("new sev2 It burns", Severity.P1)]
    [InlineData("declare sev-4 It burns", Severity.P3)]
    [InlineData("open p0 It burns", Severity.P0)]
    [InlineData("report It burns", null)]
    public void Takes_other_words_for_the_verb_and_the_severity(string typed, Severity? severity)
    {
        var room = new Room();

        room.Type(typed);

        Assert.Equal("It burns", room.Incident.Incident.Title);
        Assert.Equal(severity, room.Incident.Incident.Severity);
    }

    [Fact]
    public void Begins_when_the_sender_says_in_the_senders_own_zone()
    {
        var room = new Room { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

        room.Type("start P1 Late call --at 15:05");

        Assert.Equal(new DateTimeOffset(2024, 1, 15, 14, 5, 0, TimeSpan.Zero), room.Incident.Incident.StartedAt.At);
    }

    [Fact]
    public void Asks_for_a_channel_of_its_own()
    {
        var decision = new Room().Type("start P1 Käse & Wein: checkout is down!");

        var home = Assert.Single(decision.FollowUps.OfType<OpenHome>());
        Assert.Equal("kase-wein-checkout-is-down", home.Slug);
    }

    [Fact]
    public void Stays_here_when_told_so()
    {
        var decision = new Room().Type("start P1 Checkout is down --here");

        Assert.Empty(decision.FollowUps.OfType<OpenHome>());
        Assert.Contains(decision.Events, draft => draft.Detail is HomeOpened home && home.Conversation == Room.Place);
    }

    [Fact]
    public void Asks_for_a_title()
    {
        var refusal = new Room().Refusal("start P1");

        Assert.Contains("title", refusal, StringComparison.Ordinal);
        Assert.Contains("start P1 Checkout returns 503", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_start_that_lies_ahead()
    {
        var refusal = new Room().Refusal("start P1 Time travel --at 2024-02-15 14:30");

        Assert.Contains("ahead of now", refusal, StringComparison.Ordinal);
        Assert.Contains('?', refusal);
    }

    [Fact]
    public void Refuses_a_second_incident_in_the_same_place_until_the_first_is_closed()
    {
        var room = Room.WithIncident();

        Assert.Contains("INC-2024-0115-1430", room.Refusal("start P1 Another one"), StringComparison.Ordinal);

        room.Type("resolve");
        room.Type("close");
        Assert.Null(room.Type("start P1 Another one").Rejection);
    }

    [Fact]
    public void Convert_takes_in_what_was_said_before()
    {
        var decision = new Room().Type("convert P2 Slow search --since 25m");

        Assert.Equal(new FetchHistory(TimeSpan.FromMinutes(25)), Assert.Single(decision.FollowUps.OfType<FetchHistory>()));
        Assert.Contains(decision.Events, draft => draft.Detail is HomeOpened);
    }
}
