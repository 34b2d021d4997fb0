using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>Slack slows down, breaks half-way, or the bot is killed half-way: no step is lost, none is done twice.</summary>
public sealed class HalfDoneStepsTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_topic_that_has_to_wait_holds_up_nothing_else_and_says_the_newest_in_the_end()
    {
        var clock = new ShiftedClock(Monday);
        await using var world = await CreateAsync(postgres, Furnish, clock);
        world.Slack.Faults.Next("conversations.setTopic", Fault.TooMany(300));
        world.Slack.Faults.Next("conversations.setPurpose", Fault.TooMany(300));
        world.Slack.Faults.Next("pins.add", Fault.TooMany(300));

        var room = world.NewRoom();
        var answer = await world.Ada.CommandsAsync(room, "/incident", "start P3 Throttled");
        var home = await world.Slack.ChannelAsync(answer.Text.Split('*')[1].ToLowerInvariant(), Cancel);
        await Eventually.TrueAsync(() => room.BotPosts.Any(post => post.Text.Contains("lives in", StringComparison.Ordinal)), "the home is there", Cancel);
        foreach (var command in new[] { "severity P2", "severity P1", $"commander @{world.Grace.User.Name}", "status identified a loop" })
            Assert.True((await world.Ada.CommandsAsync(home, "/incident", command)).IsForAll);
        await Eventually.TrueAsync(() => home.BotPosts.Any(post => post.Text.Contains("Status: *Identified*", StringComparison.Ordinal)), "the card is in step", Cancel);
        await Eventually.TrueAsync(() => home.Bookmarks.Count == 1, "the bookmark is there", Cancel);
        await Eventually.TrueAsync(() => Announced(world).Any(text => text.Contains("Identified", StringComparison.Ordinal)), "the announcement is in step", Cancel);
        var (topic, pin) = (home.Topic, home.Pinned);
        clock.MoveTo(Monday.AddMinutes(6));
        await world.OutboxIsEmptyAsync();

        Assert.Equal(("", null), (topic, pin));
        Assert.StartsWith("P1 | Identified | Grace Hopper", home.Topic, StringComparison.Ordinal);
        Assert.NotNull(home.Pinned);
        Assert.Equal(["429", "ok"], world.Slack.CallsOf("conversations.setTopic").Select(call => call.Outcome));
    }

    [Fact]
    public async Task Twenty_incidents_at_once_are_opened_within_slacks_limits()
    {
        await using var world = await CreateAsync(postgres, _ => []);
        world.Slack.Limits.IsStrict = true;

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => world.Ada.CommandsAsync(world.NewRoom(), "/incident", $"start P2 Storm{number}")));
        await world.OutboxIsEmptyAsync();

        Assert.All(answers, answer => Assert.True(answer.IsForAll, answer.Text));
        var homes = world.Slack.Channels.Where(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal)).ToList();
        Assert.Equal(20, homes.Count);
        Assert.All(homes, home => Assert.NotNull(home.Pinned));
        Assert.All(homes, home => Assert.Single(home.Bookmarks));
        Assert.All(homes, home => Assert.StartsWith("P2 | ", home.Topic, StringComparison.Ordinal));
        Assert.DoesNotContain(world.Slack.Calls, call => call.Outcome == "429");
    }

    [Fact]
    public async Task A_post_of_which_nobody_knows_whether_it_went_out_is_found_again_behind_all_that_was_said_since()
    {
        await using var world = await CreateAsync(postgres);
        world.Slack.Faults.Next("chat.postMessage", Fault.Html500AfterTheDeed);
        world.Slack.Faults.Always("conversations.history", Fault.Html500);

        var answer = await world.Ada.CommandsAsync(world.NewRoom(), "/incident", "start P2 Lost answer");
        var home = await world.Slack.ChannelAsync(answer.Text.Split('*')[1].ToLowerInvariant(), Cancel);
        await Eventually.TrueAsync(() => world.Slack.CallsOf("conversations.history").Any(), "the bot looks for its card", Cancel);
        for (var number = 0; number < 40; number++)
            await world.Ada.SaysAsync(home, $"talk {number}");
        world.Slack.Faults.Never("conversations.history");
        await world.RestartBotAsync();
        await world.OutboxIsEmptyAsync();

        Assert.Single(home.BotPosts, post => post.Text.Contains("Status: *Investigating*", StringComparison.Ordinal));
        Assert.NotNull(home.Pinned);
    }

    [Theory]
    [InlineData("conversations.create")]
    [InlineData("conversations.setPurpose")]
    [InlineData("conversations.invite")]
    [InlineData("conversations.setTopic")]
    [InlineData("bookmarks.add")]
    [InlineData("pins.add")]
    public async Task A_step_that_took_effect_though_slack_broke_is_not_done_twice(string method)
    {
        await using var world = await CreateAsync(postgres, Furnish);
        world.Slack.Faults.Next(method, Fault.Html500AfterTheDeed);

        var incident = await world.StartIncidentAsync("P2 Broken answers");
        await world.OutboxIsEmptyAsync();

        AssertWhole(world, incident.Id, incident.Room);
    }

    [Fact]
    public async Task A_bot_that_is_killed_while_it_opens_an_incident_finishes_what_it_began()
    {
        await using var world = await CreateAsync(postgres, Furnish);
        await world.Bot.StopAsync();
        // A process that has only just started answers its first command late on a machine that is busy with tests.
        world.Slack.Inbox.Patience = TimeSpan.FromSeconds(20);
        var bot = await BotProcess.StartAsync(world.Database, world.Settings(), Cancel);
        try
        {
            foreach (var calls in new[] { 1, 2, 4, 6, 8, 11 })
            {
                world.Slack.Inbox.Bot = bot.Address;
                var room = world.NewRoom();
                var before = world.Slack.Calls.Count;
                var answer = await world.Ada.CommandsAsync(room, "/incident", $"start P2 Killed after {calls}");
                await Eventually.TrueAsync(() => world.Slack.Calls.Count >= before + calls, $"{calls} calls are made", Cancel);
                await bot.KillAsync();
                await bot.DisposeAsync();

                bot = await BotProcess.StartAsync(world.Database, world.Settings(), Cancel);
                world.Slack.Inbox.Bot = bot.Address;
                await world.OutboxIsEmptyAsync();
                AssertWhole(world, answer.Text.Split('*')[1], room);
            }
        }
        finally
        {
            await bot.DisposeAsync();
        }

        Assert.Equal(0, await Rows.CountAsync(world.Database, "select count(*) from outbox where gave_up_at is not null"));
        Assert.Equal(0, await Rows.CountAsync(world.Database, "select count(*) from operator_notes"));
    }

    private static void AssertWhole(SlackWorld world, string id, FakeChannel room)
    {
        var home = Assert.Single(world.Slack.Channels, channel => channel.Name.StartsWith(id.ToLowerInvariant() + "-", StringComparison.Ordinal));
        Assert.Single(home.BotPosts, post => post.Text.Contains("Status: *Investigating*", StringComparison.Ordinal));
        Assert.NotNull(home.Pinned);
        Assert.Single(home.Bookmarks);
        Assert.StartsWith("P2 | ", home.Topic, StringComparison.Ordinal);
        Assert.Single(home.Members, member => member == world.Ada.User.Id);
        Assert.Single(Announced(world), text => text.Contains(id + "*", StringComparison.Ordinal));
        Assert.Single(room.BotPosts, post => post.Text.Contains("lives in", StringComparison.Ordinal));
    }

    private static IEnumerable<(string, string)> Furnish(FakeSlack slack) => [("Announcements:Channel", slack.NewChannel("incidents").Id)];

    private static IEnumerable<string> Announced(SlackWorld world) => world.Slack.FindChannel("incidents")!.BotPosts.Select(post => post.Text);
}
