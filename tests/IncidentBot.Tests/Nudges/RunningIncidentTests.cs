using IncidentBot.Chat;
using IncidentBot.Chat.Nudges;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Nudges;

/// <summary>People are nudged in Slack while an incident runs.</summary>
public sealed class RunningIncidentTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Asks_once_who_leads_and_then_says_who_does()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.PassAsync(1);
        var early = world.Said("Nobody is in command yet. Who leads?").Count;

        await world.PassAsync(3);
        await world.PassAsync(4);
        var post = Assert.Single(world.Said("Nobody is in command yet. Who leads?"));
        await world.PressAsync(world.Slack.Grace, post, "Take command");
        await world.PassAsync(5);

        Assert.Equal(0, early);
        Assert.Equal("Grace Hopper is in command.", post.VisibleText);
        Assert.Empty(post.Buttons);
        Assert.EndsWith(world.Slack.Grace.User.Id, (string?)Assert.Single(await world.Incident.LoggedAsync("role"))["holder"]!["personId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_how_bad_it_is_and_takes_the_answer_from_a_menu()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "Checkout is slow");

        await world.PassAsync(6);
        var post = Assert.Single(world.Said("How bad is it?"));
        await world.Slack.Ada.ChoosesAsync(post, "Severity", "P1: a main function is down");
        await world.PassAsync(7);

        Assert.Equal("The severity is *P1*.", post.VisibleText);
        Assert.Empty(post.Buttons);
    }

    [Fact]
    public async Task A_promised_update_is_asked_of_the_commander_and_can_be_put_off()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.Incident.CommandAllAsync($"role commander @{world.Slack.Grace.User.Name}", "update We look into it --next 15m");
        await world.PassAsync(14);
        var early = world.Said("a status update was promised").Count;

        await world.PassAsync(16);
        var post = Assert.Single(world.Said("a status update was promised"));
        Assert.StartsWith("@Grace Hopper, a status update was promised for", post.VisibleText, StringComparison.Ordinal);
        Assert.Equal(["Update", "In 30m", "In 60m", "In 90m"], post.Buttons.Select(button => button.Text));
        await world.PressAsync(world.Slack.Grace, post, "In 30m");
        await world.PassAsync(17);
        await world.PassAsync(45);
        var meanwhile = world.Said("a status update was promised").Count;
        await world.PassAsync(47);

        Assert.Equal((0, 0), (early, meanwhile));
        Assert.StartsWith("Nobody is asked for a status update before", post.VisibleText, StringComparison.Ordinal);
        Assert.Single(world.Said("a status update was promised"));
        Assert.Single(world.Said("Nobody is asked for a status update before"), said => said.VisibleText.EndsWith("· Grace Hopper", StringComparison.Ordinal));
        Assert.Single(await world.Incident.LoggedAsync("update-postponed"));
    }

    [Fact]
    public async Task Without_a_promise_the_severity_says_when_an_update_is_due()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P1 Checkout is slow", ("Nudges:UpdateEvery:P1", "20"));

        await world.PassAsync(21);
        var post = Assert.Single(world.Said("a status update is due: one every 20 minutes for a P1."));
        await world.Incident.CommandsAsync("update Better");
        await world.PassAsync(22);

        Assert.StartsWith("A status update was given", post.VisibleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_once_in_a_quiet_spell_whether_it_goes_on()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.MoveAsync(TimeSpan.FromMinutes(30));
        await world.Slack.Grace.SaysAsync(world.Home, "still looking");
        await world.PassAsync(61);
        var early = world.Said("Does INC-").Count;

        await world.PassAsync(91);
        await world.PassAsync(100);
        var first = Assert.Single(world.Said("Does INC-"));
        Assert.Equal(["Update", "Mitigate", "Resolve"], first.Buttons.Select(button => button.Text));
        await world.Slack.Grace.SaysAsync(world.Home, "it does");
        await world.PassAsync(155);
        var ended = first.VisibleText;
        await world.PassAsync(165);

        Assert.Equal(0, early);
        Assert.Equal("It was quiet here for a while; it goes on.", ended);
        Assert.Single(world.Said("Does INC-"));
    }

    [Theory]
    [InlineData("P0 Everything is down", 1)]
    [InlineData("P0 Payroll is down --private", 0)]
    [InlineData("P0 As if all were down --drill", 0)]
    public async Task A_P0_that_nobody_takes_up_is_told_where_others_are(string declared, int announced)
    {
        await using var world = await NudgedWorld.StartAsync(postgres, declared);

        await world.PassAsync(4);
        var early = world.Said("nobody but Ada Lovelace has said or done anything for 5 minutes").Count;
        await world.PassAsync(6);
        await world.PassAsync(7);

        Assert.Equal(0, early);
        Assert.Single(world.Said("nobody but Ada Lovelace has said or done anything for 5 minutes"));
        Assert.Equal(announced, world.Said("nobody has taken it up yet", world.Announcements).Count);
    }

    [Fact]
    public async Task Whoever_takes_it_up_from_there_ends_it_in_both_places()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P0 Everything is down");
        await world.PassAsync(6);
        var post = Assert.Single(world.Said("nobody but Ada Lovelace"));
        var elsewhere = Assert.Single(world.Said("nobody has taken it up yet", world.Announcements));

        await world.PressAsync(world.Slack.Grace, elsewhere, "Take command");
        await world.PassAsync(7);

        Assert.Equal($"{world.Incident.Id} was taken up.", post.VisibleText);
        Assert.Equal($"{world.Incident.Id} was taken up.", elsewhere.VisibleText);
        Assert.Empty(elsewhere.Buttons);
    }

    [Fact]
    public async Task A_word_of_somebody_else_is_enough()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P0 Everything is down");
        await world.Slack.Grace.SaysAsync(world.Home, "I am on it");

        await world.PassAsync(6);

        Assert.Empty(world.Said("nobody but"));
        Assert.Empty(world.Said("nobody has taken it up yet", world.Announcements));
    }

    [Fact]
    public async Task Nobody_is_nudged_while_people_talk()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.MoveAsync(TimeSpan.FromMinutes(2));
        for (var number = 0; number < 6; number++)
            await world.Slack.Grace.SaysAsync(world.Home, $"and another thing {number}");

        await world.PassAsync(3);
        var busy = world.Said("Who leads?").Count;
        await world.PassAsync(9);

        Assert.Equal(0, busy);
        Assert.Single(world.Said("Who leads?"));
    }

    [Fact]
    public async Task Two_hosts_and_many_runs_say_it_once()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P0 Everything is down");
        await using var other = await TestBot.StartAsync(world.Slack.Database, world.Slack.Settings(), world.Clock);
        await world.MoveAsync(TimeSpan.FromMinutes(6));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(run => NudgedWorld.NudgeAsync(run % 2 == 0 ? world.Slack.Bot : other)));
        await world.Slack.OutboxIsEmptyAsync();

        Assert.Single(world.Said("Who leads?"));
        Assert.Single(world.Said("nobody but Ada Lovelace"));
        Assert.Equal(3, await world.CountAsync("outbox where kind = 'NudgeErrand'"));
    }

    [Fact]
    public async Task Says_nothing_when_its_reason_went_between_decision_and_sending()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.MoveAsync(TimeSpan.FromMinutes(3));
        var id = new IncidentId(world.Incident.Id);
        var nudge = new Nudge("no-commander", "declared");
        await Get<NudgeStore>(world).SettleAsync(new NudgeLook(id, 0), new NudgeVerdict([(nudge, [])], [], null), NudgedWorld.Monday, Cancel);
        await world.Incident.CommandsAsync("claim commander");

        await Get<NudgePosts>(world).RunAsync(id, new NudgeErrand(nudge.Kind, nudge.Slot), new Once("test", null), Cancel);

        Assert.Empty(world.Said("Who leads?"));
        Assert.Equal(1, await world.CountAsync("nudges where sent_at is null and dropped_why = 'its reason was gone before it was said'"));
    }

    [Fact]
    public async Task Goes_on_after_a_restart()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.PassAsync(3);

        await world.Slack.RestartBotAsync();
        await world.PassAsync(4);
        await world.Incident.CommandsAsync("claim commander");
        await world.PassAsync(5);

        Assert.Empty(world.Said("Who leads?"));
        Assert.Single(world.Said("Ada Lovelace is in command."));
    }

    [Fact]
    public async Task With_other_settings_everything_is_looked_at_anew()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "Checkout is slow", ("Nudges:NoSeverityMinutes", "0"), ("Nudges:QuietMinutes", "0"));
        await world.PassAsync(6);
        var off = world.Said("How bad is it?").Count;
        var settings = world.Slack.Settings();
        settings["Nudges:NoSeverityMinutes"] = "5";

        // One host that says by its own settings whether a nudge still has its reason.
        await world.Slack.Bot.StopAsync();
        await using var other = await TestBot.StartAsync(world.Slack.Database, settings, world.Clock);
        await NudgedWorld.NudgeAsync(other);
        await world.Slack.OutboxIsEmptyAsync();

        Assert.Equal(0, off);
        Assert.Single(world.Said("How bad is it?"));
    }

    [Fact]
    public async Task Looks_only_at_what_is_due()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.Incident.CommandAllAsync("claim commander", "cancel");
        await world.Slack.StartIncidentAsync("P2 Something else");

        await world.PassAsync(1);

        Assert.Equal(0, await world.CountAsync($"nudge_looks where look_at <= '{NudgedWorld.Monday.AddMinutes(1):O}'"));
        Assert.Equal(1, await world.CountAsync("nudge_looks where look_at is null"));
    }

    private static T Get<T>(NudgedWorld world) where T : notnull => world.Slack.Bot.Services.GetRequiredService<T>();
}
