using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class PressingTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task A_press_that_comes_twice_is_recorded_once()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var payload = Press(incident.Home.Pinned!, "Severity", "P0: down for everybody", world.Ada);

        await world.Slack.Inbox.AskAsync("interactive", payload);
        await world.Slack.Inbox.AskAsync("interactive", payload.DeepClone().AsObject());

        Assert.Single(await incident.LoggedAsync("severity"));
    }

    [Fact]
    public async Task An_incident_that_is_not_in_the_database_is_refused()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var room = world.NewRoom(withBot: true);
        var menu = (await world.Ada.CommandsAsync(incident.Home, "/incident", "")).Message!;
        var old = JsonNode.Parse(menu.Blocks!.ToJsonString().Replace(incident.Id, "INC-2001-0101-0101", StringComparison.Ordinal))!.AsArray();
        var other = (await world.Ada.CommandsAsync(room, "/incident", "")).Message!;

        await world.Ada.PressesAsync(other, "Note", asOf: old);

        Assert.Contains(room.EphemeralsOf(world.Ada), whisper => whisper.Text.Contains("There is no incident INC-2001-0101-0101", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pressed_far_from_the_home_it_is_done_there_and_the_sender_is_told_here()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var room = world.NewRoom(withBot: true);
        var payload = Press(incident.Home.Pinned!, "Severity", "P0: down for everybody", world.Ada);
        payload["container"]!["channel_id"] = room.Id;
        payload["channel"] = InteractionPayloads.ChannelOf(room);
        payload["response_url"] = world.Slack.ResponseUrl(new ResponseContext(room, world.Ada.User, null));
        await world.Slack.Inbox.AskAsync("interactive", payload);

        Assert.Single(await incident.LoggedAsync("severity"));
        await SeesAsync(incident.Home, "Severity: *P0*");
        Assert.Contains(room.EphemeralsOf(world.Ada), whisper => whisper.Text.Contains("Severity: *P0*", StringComparison.Ordinal));
        Assert.DoesNotContain(room.BotPosts, post => post.Text.Contains("P0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trigger_that_was_used_before_gets_a_hint_to_press_again()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var payload = Press(incident.Home.Pinned!, "Note", null, world.Grace);
        world.Slack.Triggers.Spend((string)payload["trigger_id"]!);

        await world.Slack.Inbox.AskAsync("interactive", payload);

        Assert.Contains(incident.Home.EphemeralsOf(world.Grace), whisper => whisper.Text.Contains("Please press again", StringComparison.Ordinal));
        Assert.Null(world.Grace.View);
    }

    [Fact]
    public async Task Pages_of_a_list_take_each_others_place()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        await incident.CommandAllAsync(Enumerable.Range(1, 25).Select(place => $"note Thing number {place}"));
        var list = (await world.Ada.CommandsAsync(incident.Home, "/incident", "timeline --page 1")).Message!;
        var before = incident.Home.EphemeralsOf(world.Ada).Count;

        await world.Ada.PressesAsync(list, "Next page");

        Assert.Equal(before, incident.Home.EphemeralsOf(world.Ada).Count);
        Assert.Contains("Page 2 of 2", list.VisibleText, StringComparison.Ordinal);
        Assert.Contains(list.Buttons, button => button.Text == "Earlier page");
    }

    [Fact]
    public async Task What_is_not_ours_is_taken_and_ignored()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var foreign = Press(incident.Home.Pinned!, "Note", null, world.Ada);
        foreign["actions"]![0]!["action_id"] = "their-button";
        var forged = Press(incident.Home.Pinned!, "Note", null, world.Ada);
        forged["actions"]![0]!["value"] = "{\"c\":";
        JsonObject[] payloads = [foreign, forged, new() { ["type"] = "view_closed" }, new() { ["type"] = "something_new", ["user"] = new JsonObject { ["id"] = "U1" } }];

        foreach (var payload in payloads)
            Assert.Equal((200, ""), (await world.Slack.Inbox.AskAsync("interactive", payload)) is var answer ? (answer.Status, answer.Body) : default);

        var suggested = await world.Slack.Inbox.AskAsync("interactive", new JsonObject { ["type"] = "block_suggestion" });
        Assert.Equal("""{"options":[]}""", suggested.Body);
    }

    private JsonObject Press(FakeMessage message, string label, string? option, FakePerson by)
    {
        lock (world.Slack.Workspace.Gate)
        {
            var element = PlacedElement.The(message.Blocks, label);
            var chosen = option is null ? null : new JsonObject { ["selected_option"] = element.Options.Single(one => (string?)one["text"]!["text"] == option).DeepClone() };
            return world.Slack.Payloads.ActionIn(message, element, chosen, by.User);
        }
    }

    private static Task SeesAsync(FakeChannel channel, string words) =>
        Eventually.TrueAsync(() => channel.BotPosts.Any(post => post.Text.Contains(words, StringComparison.Ordinal)), $"somebody said “{words}”: {string.Join(" // ", channel.BotPosts.Select(post => post.Text))}", Cancel);
}
