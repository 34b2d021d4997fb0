using IncidentBot.Chat;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Teams.Graph.GraphWorld;

namespace IncidentBot.Tests.Teams.Graph;

/// <summary>What happens in Teams while the bot is away.</summary>
public sealed class GapTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_was_said_while_the_bot_was_away_is_there_once_and_counted()
    {
        await using var world = await StartAsync(postgres);
        world.Graph.PageSize = 2;
        var thread = world.NewThread();
        var incident = await world.ConvertAsync(thread, "convert P1 Away");
        await world.HeardAsync(thread, Ada, "<p>before</p>");
        await world.HeardAsync(thread, Grace, "<p>also before</p>");
        await world.CallAsync(thread, "note a command is no chat");

        await world.Bot.WithoutItAsync(() =>
        {
            world.Said(thread, Ada, "<p>while it was away</p>");
            world.Said(thread, Grace, "<p>me too</p>");
            return Task.CompletedTask;
        });

        await Eventually.GetAsync(async () => Assert.Single(await world.LoggedAsync(incident, "gap")), Cancel);
        var said = (await world.LoggedAsync(incident, "message")).Select(line => (string?)line["detail"]!["text"]).Order();
        Assert.Equal(["also before", "before", "me too", "while it was away"], said);
        await world.CallAsync(thread, "show");
        await world.BotSaysAsync("4 seen, 2 fetched late");
    }

    [Fact]
    public async Task In_a_chat_too()
    {
        await using var world = await StartAsync(postgres);
        world.Graph.PageSize = 1;
        var chat = world.NewChat();
        var incident = await world.ConvertAsync(chat, "convert P1 Away");
        await world.HeardAsync(chat, Ada, "<p>before</p>");

        await world.Bot.WithoutItAsync(() =>
        {
            world.Said(chat, Ada, "<p>while it was away</p>");
            return Task.CompletedTask;
        });

        await world.SaysAsync(incident, "before", "while it was away");
    }

    [Fact]
    public async Task Edits_deletions_and_pins_of_that_time_are_found()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread();
        var incident = await world.ConvertAsync(thread, "convert P1 Changed meanwhile");
        var edited = await world.HeardAsync(thread, Ada, "<p>it is the databse</p>");
        var deleted = await world.HeardAsync(thread, Ada, "<p>the password is hunter2</p>");
        var pinned = await world.HeardAsync(thread, Grace, "<p>this matters</p>");

        await world.Bot.WithoutItAsync(() =>
        {
            world.Edit(edited, "<p>it is the database</p>");
            world.Delete(deleted);
            world.React(pinned, Ada, "📌");
            return Task.CompletedTask;
        });

        await Eventually.GetAsync(async () => Assert.Single(await world.LoggedAsync(incident, "edit"), line => (string?)line["detail"]!["text"] == "it is the database"), Cancel);
        await Eventually.GetAsync(async () => Assert.Single(await world.LoggedAsync(incident, "deletion")), Cancel);
        await Eventually.GetAsync(async () => Assert.Single(await world.LoggedAsync(incident, "keep"), line => line["detail"]!.ToJsonString().Contains("this matters", StringComparison.Ordinal)), Cancel);
        Assert.DoesNotContain(await world.LoggedAsync(incident, "message"), line => line.ToJsonString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_before_the_incident_is_not_its_own_though_touched_meanwhile()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread(ago: TimeSpan.FromMinutes(30));
        var old = world.Said(thread, Grace, "<p>lunch?</p>", TimeSpan.FromMinutes(20));
        var incident = await world.ConvertAsync(thread, "convert P1 Away");

        await world.Bot.WithoutItAsync(() =>
        {
            world.Edit(old, "<p>dinner?</p>");
            world.React(old, Ada, "📌");
            world.Said(thread, Ada, "<p>while it was away</p>");
            return Task.CompletedTask;
        });

        await world.SaysAsync(incident, "while it was away");
        Assert.Empty(await world.LoggedAsync(incident, "keep"));
    }

    [Fact]
    public async Task A_conversation_that_graph_does_not_show_counts_as_not_filled()
    {
        await using var world = await StartAsync(postgres);
        var alone = await world.Bot.SeenAsync("a:ada", TeamsKind.Personal);
        var missed = new MissedChat(alone, DateTimeOffset.UnixEpoch, world.Bot.Clock.GetUtcNow(), null, []);

        var refused = await Assert.ThrowsAsync<DeliveryException>(async () => await world.Bot.Platform.ReadMissedAsync(missed, Cancel).ToListAsync(Cancel));

        Assert.Equal(("history_not_shown", (TimeSpan?)null), (refused.Code, refused.RetryAfter));
    }

    [Fact]
    public async Task Where_nobody_consented_the_gap_says_so_and_the_incident_goes_on()
    {
        await using var world = await StartAsync(postgres);
        world.Graph.Granted.Clear();
        var thread = world.NewThread();
        var incident = await world.ConvertAsync(thread, "convert P1 Away");

        await world.Bot.WithoutItAsync(() =>
        {
            world.Said(thread, Ada, "<p>while it was away</p>");
            return Task.CompletedTask;
        });

        await Eventually.GetAsync(async () => Assert.Single(await world.LoggedAsync(incident, "gap"), line => (string?)line["detail"]!["whyNotFilled"] == "Forbidden (ChannelMessage.Read.Group)"), Cancel);
        await world.HeardAsync(thread, Grace, "<p>still here</p>");
        await world.SaysAsync(incident, "still here");
    }
}
