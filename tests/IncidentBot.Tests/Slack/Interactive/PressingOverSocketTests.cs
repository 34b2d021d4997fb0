using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>What is pressed and filled in, where Slack reaches the bot over a socket alone.</summary>
public sealed class PressingOverSocketTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Buttons_menus_forms_and_shortcuts_work_as_over_http()
    {
        await using var world = await SlackWorld.CreateAsync(postgres, await postgres.CreateDatabaseAsync(), Transport.Socket);
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var said = await world.Grace.SaysAsync(incident.Home, "disk is full");

        await world.Grace.ChoosesAsync(incident.Home.Pinned!, "Take a role", "Scribe");
        await world.Ada.PressesAsync(incident.Home.Pinned!, "Note");
        var form = world.Ada.View!;
        await world.Ada.SubmitsAsync(form, ("What happened", "Alert fired"), ("When", "25:99"));
        Assert.Equal("at", Assert.Single(form.Errors).Key);
        await world.Ada.SubmitsAsync(form, ("When", ""));
        Assert.False(form.IsOpen);
        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, said);
        await world.Ada.SubmitsAsync(world.Ada.View!, ("Action taken", "Old logs deleted"));

        Assert.Single(await incident.LoggedAsync("role"));
        await incident.RowAsync("Alert fired");
        Assert.EndsWith("| disk is full | Old logs deleted", await incident.RowAsync("disk is full"), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => said.Message.Reactions.Any(reaction => reaction.Emoji == "white_check_mark"), "the mark is there", Cancel);
    }
}
