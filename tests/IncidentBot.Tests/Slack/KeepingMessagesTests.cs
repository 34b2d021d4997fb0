using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class KeepingMessagesTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task A_pushpin_brings_a_message_into_the_timeline_and_taking_it_away_takes_it_out()
    {
        var incident = await StartWithNoteAsync("P2 Pushpin");
        var said = await world.Ada.SaysAsync(incident.Home, "alert fired -> on-call paged");

        await world.Grace.ReactsAsync(said, "pushpin");
        var kept = await incident.TimelineAsync();
        await IsConfirmedAsync(said);
        await world.Grace.UnreactsAsync(said, "pushpin");
        var unkept = await incident.TimelineAsync();

        Assert.Contains(kept, row => row.EndsWith("alert fired | on-call paged", StringComparison.Ordinal));
        Assert.DoesNotContain(unkept, row => row.Contains("alert fired", StringComparison.Ordinal));
        await IsConfirmedAsync(said, isConfirmed: false);
    }

    [Fact]
    public async Task A_reply_that_two_people_keep_is_confirmed_once_and_until_neither_does()
    {
        var incident = await StartWithNoteAsync("P2 Two keepers of a reply");
        var said = await world.Ada.SaysAsync(incident.Home, "which one?");
        var reply = await world.Grace.RepliesAsync(said, "replica 2 lags");

        await world.Ada.ReactsAsync(reply, "pushpin::skin-tone-3");
        await world.Grace.ReactsAsync(reply, "pushpin");
        await IsConfirmedAsync(reply);
        await world.Ada.UnreactsAsync(reply, "pushpin::skin-tone-3");
        var kept = await incident.RowAsync("replica 2 lags");
        await world.Grace.UnreactsAsync(reply, "pushpin");
        await IsConfirmedAsync(reply, isConfirmed: false);

        Assert.EndsWith("| replica 2 lags", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(await incident.TimelineAsync(), row => row.Contains("replica 2", StringComparison.Ordinal));
        Assert.Single(world.Slack.CallsOf("reactions.add"), call => call.Arguments["timestamp"] == reply.Message.Ts);
        Assert.Single(world.Slack.CallsOf("reactions.remove"), call => call.Arguments["timestamp"] == reply.Message.Ts);
    }

    [Fact]
    public async Task A_kept_message_without_words_shows_its_files()
    {
        var incident = await StartWithNoteAsync("P2 Graph");
        var said = await world.Ada.SharesFileAsync(incident.Home, "graph.png");

        await world.Ada.ReactsAsync(said, "pushpin");

        Assert.EndsWith("| graph.png", await incident.RowAsync("graph.png"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_stays_as_long_as_anybody_keeps_it()
    {
        var incident = await world.StartIncidentAsync("P2 Two keepers");
        var said = await world.Ada.SaysAsync(incident.Home, "load doubled");

        await world.Ada.ReactsAsync(said, "pushpin");
        await world.Grace.ReactsAsync(said, "pushpin");
        await world.Ada.UnreactsAsync(said, "pushpin");

        Assert.Contains("load doubled", await incident.RowAsync("load doubled"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_native_pin_keeps_and_other_reactions_do_not()
    {
        var incident = await StartWithNoteAsync("P2 Pinned");
        var pinned = await world.Ada.SaysAsync(incident.Home, "this one matters");
        var liked = await world.Ada.SaysAsync(incident.Home, "this one is funny");

        await world.Grace.PinsAsync(pinned);
        await world.Grace.ReactsAsync(liked, "joy");
        var kept = await incident.TimelineAsync();
        await world.Grace.UnpinsAsync(pinned);

        Assert.Contains(kept, row => row.Contains("this one matters", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, row => row.Contains("funny", StringComparison.Ordinal));
        Assert.DoesNotContain(await incident.TimelineAsync(), row => row.Contains("matters", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_begins_with_a_time_is_confirmed()
    {
        var incident = await world.StartIncidentAsync("P2 Leading time");

        await IsConfirmedAsync(await world.Ada.SaysAsync(incident.Home, "2024-05-06 07:08Z alert fired"));
    }

    [Fact]
    public async Task Kept_replies_of_a_kept_message_become_its_actions()
    {
        var incident = await world.StartIncidentAsync("P2 Thread");
        var said = await world.Ada.SaysAsync(incident.Home, "root cause identified");
        var reply = await world.Grace.RepliesAsync(said, "slow query");

        await world.Ada.ReactsAsync(said, "pushpin");
        await world.Ada.ReactsAsync(reply, "pushpin");

        Assert.EndsWith("root cause identified | slow query", await incident.RowAsync("root cause"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_from_before_the_bot_came_is_fetched_when_somebody_keeps_it()
    {
        var room = world.NewRoom(withBot: true);
        var before = await world.Ada.SaysAsync(room, "it began with a strange noise");
        var thread = await world.Ada.RepliesAsync(before, "a loud one");
        var incident = await world.StartHereAsync(room, "P3 Noise");

        await world.Ada.ReactsAsync(before, "pushpin");
        await world.Ada.ReactsAsync(thread, "pushpin");

        Assert.Contains("it began with a strange noise", await incident.RowAsync("strange noise"), StringComparison.Ordinal);
        Assert.Contains("a loud one", await incident.RowAsync("a loud one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_before_the_start_comes_along_when_asked_for()
    {
        var room = world.NewRoom(withBot: true);
        var first = await world.Ada.SaysAsync(room, "is it only me?");
        await world.Grace.RepliesAsync(first, "no, me too");
        for (var number = 1; number <= 20; number++)
            await world.Ada.SaysAsync(room, $"guess {number}");

        var incident = await world.StartHereAsync(room, "P3 Late --since 25m");

        await Eventually.GetAsync(async () =>
        {
            Assert.Equal(22, (await incident.SaidAsync()).Distinct().Count());
            return true;
        }, Cancel);
        Assert.Contains("no, me too", await incident.SaidAsync());
        Assert.Equal(22, (await incident.SaidAsync()).Count);
    }

    /// <summary>Without a note or a kept message the timeline would show all that was said.</summary>
    private async Task<StartedIncident> StartWithNoteAsync(string title)
    {
        var incident = await world.StartIncidentAsync(title);
        await incident.CommandsAsync("note somebody noticed");
        return incident;
    }

    private Task IsConfirmedAsync(Said said, bool isConfirmed = true) => Eventually.TrueAsync(
        () => said.Message.Reactions.ToArray().Contains(("white_check_mark", world.Slack.Workspace.BotUser.Id)) == isConfirmed,
        isConfirmed ? "the bot confirms with a check mark" : "the check mark goes", Cancel);
}
