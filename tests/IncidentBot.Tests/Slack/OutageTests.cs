using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class OutageTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_was_said_while_the_bot_was_away_is_there_once()
    {
        await using var world = await CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P1 Away");
        var known = await world.Ada.SaysAsync(incident.Home, "before");

        await world.WithoutBotAsync(async () =>
        {
            var missed = await world.Ada.SaysAsync(incident.Home, "while it was away");
            await world.Grace.RepliesAsync(missed, "in a new thread");
            await world.Grace.RepliesAsync(known, "in a known one");
        });

        await SaysAsync(incident, ["before", "while it was away", "in a new thread", "in a known one"]);
        await world.Slack.Inbox.RedeliverAsync();
        Assert.Equal(4, (await incident.SaidAsync()).Count);
        Assert.Equal(3, (await incident.LoggedAsync("message")).Count(message => message["fromHistory"]?.GetValue<bool>() == true));
    }

    [Fact]
    public async Task Edits_deletions_and_marks_of_that_time_are_found()
    {
        await using var world = await CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P1 Changed meanwhile");
        await incident.CommandsAsync("note somebody noticed");
        var edited = await world.Ada.SaysAsync(incident.Home, "it is the databse");
        var deleted = await world.Ada.SaysAsync(incident.Home, "the password is hunter2");
        var reply = await world.Grace.RepliesAsync(deleted, "delete that!");
        var pinned = await world.Ada.SaysAsync(incident.Home, "this matters");

        await world.WithoutBotAsync(async () =>
        {
            await world.Ada.EditsAsync(edited, "it is the database");
            await world.Ada.DeletesAsync(deleted);
            await world.Grace.ReactsAsync(edited, "pushpin");
            await world.Grace.ReactsAsync(reply, "pushpin");
            await world.Grace.PinsAsync(pinned);
        });

        Assert.EndsWith("| it is the database", await incident.RowAsync("it is the database"), StringComparison.Ordinal);
        await incident.RowAsync("delete that!");
        await incident.RowAsync("this matters");
        Assert.DoesNotContain("hunter2", await incident.RawLogAsync(), StringComparison.Ordinal);
        await world.Slack.Inbox.RedeliverAsync();
        Assert.Single(await incident.LoggedAsync("edit"));
        Assert.Single(await incident.LoggedAsync("deletion"));
        Assert.Equal(4, (await incident.TimelineAsync()).Count(row => !row.Contains("declared", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_thread_from_long_before_the_gap_is_read_on()
    {
        var clock = new ShiftedClock(new DateTimeOffset(2025, 3, 4, 9, 0, 0, TimeSpan.Zero));
        await using var world = await CreateAsync(postgres, clock);
        var incident = await world.StartIncidentAsync("P1 Long thread");
        var parent = await world.Ada.SaysAsync(incident.Home, "who knows the cache?");
        await world.Grace.RepliesAsync(parent, "I do");
        await world.WithoutBotAsync(() =>
        {
            clock.MoveTo(new DateTimeOffset(2025, 3, 4, 15, 0, 0, TimeSpan.Zero));
            return Task.CompletedTask;
        });

        await Eventually.GetAsync(async () => Assert.Single(await incident.LoggedAsync("gap")), Cancel);
        await world.WithoutBotAsync(() => world.Ada.RepliesAsync(parent, "then look at it"));

        await SaysAsync(incident, ["who knows the cache?", "I do", "then look at it"]);
        var last = world.Slack.CallsOf("conversations.history").Last(call => call.Arguments.ContainsKey("oldest"));
        Assert.True(string.CompareOrdinal(last.Arguments["oldest"], parent.Message.Ts) > 0);
    }

    [Fact]
    public async Task Reads_fifteen_at_a_time_and_waits_when_slack_asks()
    {
        await using var world = await CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P1 Much was said");

        await world.WithoutBotAsync(async () =>
        {
            for (var number = 1; number <= 40; number++)
                await world.Ada.SaysAsync(incident.Home, $"message {number}");
            world.Slack.Faults.Next("conversations.history", Fault.TooMany(1));
        });

        await Eventually.GetAsync(async () => { Assert.Equal(40, (await incident.SaidAsync()).Distinct().Count()); return true; }, Cancel);
        Assert.Equal(40, (await incident.SaidAsync()).Count);
        Assert.All(world.Slack.CallsOf("conversations.history").Where(call => call.Outcome == "ok"), call => Assert.True(int.Parse(call.Arguments["limit"], null) <= 15));
        Assert.Contains(world.Slack.CallsOf("conversations.history"), call => call.Outcome == "429");
    }

    [Fact]
    public async Task The_incident_says_when_nobody_listened()
    {
        var clock = new ShiftedClock(new DateTimeOffset(2025, 3, 4, 16, 0, 0, TimeSpan.Zero));
        await using var world = await CreateAsync(postgres, clock);
        var incident = await world.StartIncidentAsync("P1 Gap");

        await world.WithoutBotAsync(async () =>
        {
            await world.Ada.SaysAsync(incident.Home, "hello?");
            clock.MoveTo(new DateTimeOffset(2025, 3, 4, 16, 9, 0, TimeSpan.Zero));
        });

        await SaysAsync(incident, ["hello?"]);
        await Eventually.GetAsync(async () =>
        {
            var shown = await world.Ada.CommandsAsync(incident.Home, "/incident", "show");
            Assert.Contains("Messages: 1 seen, 1 fetched late · not listening 16:00–16:09 UTC, filled", shown.Text, StringComparison.Ordinal);
            return true;
        }, Cancel);
        Assert.DoesNotContain("16:09", await incident.DraftAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_that_slack_does_not_show_is_said_to_be_open()
    {
        var clock = new ShiftedClock(new DateTimeOffset(2025, 3, 4, 16, 0, 0, TimeSpan.Zero));
        await using var world = await CreateAsync(postgres, clock);
        var incident = await world.StartIncidentAsync("P1 Left out");

        await world.WithoutBotAsync(() =>
        {
            clock.MoveTo(new DateTimeOffset(2025, 3, 4, 16, 9, 0, TimeSpan.Zero));
            world.Slack.Faults.Always("conversations.history", Fault.Error("not_in_channel"));
            return Task.CompletedTask;
        });

        var gap = await Eventually.GetAsync(async () => Assert.Single(await incident.LoggedAsync("gap")), Cancel);
        Assert.Equal("not_in_channel", gap["whyNotFilled"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_was_said_before_an_incident_in_the_same_channel_is_not_taken_for_missed()
    {
        await using var world = await CreateAsync(postgres);
        var room = world.NewRoom(withBot: true);
        await world.Ada.SaysAsync(room, "what is for lunch?");
        var incident = await world.StartHereAsync(room, "P3 Here");

        await world.WithoutBotAsync(() => world.Ada.SaysAsync(room, "still broken"));

        await SaysAsync(incident, ["still broken"]);
    }

    private static Task SaysAsync(StartedIncident incident, string[] expected) => Eventually.GetAsync(async () =>
    {
        Assert.Equal(expected.Order(), (await incident.SaidAsync()).Order());
        return true;
    }, Cancel);
}
