using IncidentBot.Slack;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>Work that Slack alone has ways to: modals that open by themselves, and a message's menu.</summary>
public sealed class ActionItemsTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task Whoever_drops_an_item_without_a_reason_is_asked_for_it_in_a_form()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        await incident.CommandsAsync("action Write the runbook");

        await world.Ada.CommandsAsync(incident.Home, "/incident", "action drop AI-001");
        Assert.Empty(await incident.LoggedAsync("action-item-status"));
        await world.Ada.SubmitsAsync(world.Ada.View!, ("Why", "The service is gone"));

        Assert.Equal("The service is gone", (string?)Assert.Single(await incident.LoggedAsync("action-item-status"))["note"]);
    }

    [Fact]
    public async Task A_message_becomes_work_in_the_incidents_channel()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var said = await world.Grace.SaysAsync(incident.Home, "somebody should bound that query & tell me");

        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.CreateActionItem, said);
        var form = world.Ada.View!;
        Assert.Equal("somebody should bound that query & tell me", form["What is there to do"].Value);
        await world.Ada.SubmitsAsync(form, ("Owner", "Grace Hopper"));

        var added = Assert.Single(await incident.LoggedAsync("action-item"));
        Assert.Equal("somebody should bound that query & tell me", (string?)added["text"]);
        Assert.NotNull(added["dueOn"]);
    }

    [Fact]
    public async Task A_message_elsewhere_is_work_of_no_incident_and_that_is_said()
    {
        var room = world.NewRoom();
        var said = await world.Grace.SaysAsync(room, "somebody should do something");

        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.CreateActionItem, said);

        Assert.Contains(
            room.EphemeralsOf(world.Ada).Concat(world.Slack.Workspace.DirectWith(world.Ada.User).BotPosts),
            whisper => whisper.Text.Contains("No incident lives in this channel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "Guests take part")]
    [InlineData(false, "Only members of this organisation")]
    public async Task Whoever_may_not_is_refused_alone(bool isGuest, string why)
    {
        var me = world.Slack.Person(isGuest ? "Wendy Hall" : "Shafi Goldwasser");
        var incident = await world.StartIncidentAsync("P1 Checkout is down", me);
        var room = world.NewRoom(withBot: true);
        await incident.CommandsAsync($"action Write the runbook @{me.User.Name} by 2030-01-20");
        var list = await me.CommandsAsync(room, "/incident", "todo");
        var other = Somebody(isGuest ? "Temp Worker" : "Mallory", isGuest, room);
        var payload = world.Slack.Payloads.ActionIn(list.Message!, PlacedElement.The(list.Message!.Blocks, "Done"), null, other.User);

        await world.Slack.Inbox.AskAsync("interactive", payload);

        Assert.Empty(await incident.LoggedAsync("action-item-status"));
        Assert.Contains(room.EphemeralsOf(other), whisper => whisper.Text.Contains(why, StringComparison.Ordinal));
        Assert.DoesNotContain(room.BotPosts.Concat(incident.Home.BotPosts), post => post.Text.Contains(why, StringComparison.Ordinal));
    }

    private FakePerson Somebody(string name, bool isGuest, FakeChannel channel)
    {
        var user = world.Slack.Workspace.Admit(id => isGuest ? new FakeUser(id, name, "UTC") { IsRestricted = true } : new FakeUser(id, name, "UTC") { TeamId = "T0OTHER" });
        lock (world.Slack.Workspace.Gate)
            channel.Admit(user.Id);
        return new FakePerson(world.Slack, user);
    }
}
