using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class PressingTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task A_role_is_taken_from_the_card()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");

        await world.Grace.ChoosesAsync(incident.Home.Pinned!, "Take a role", "Incident Commander");

        await SeesAsync(incident.Home, $"*Incident Commander*: <@{world.Grace.User.Id}>");
        await Eventually.TrueAsync(() => incident.Home.Pinned!.VisibleText.Contains("Grace Hopper", StringComparison.Ordinal), "the card says who commands", Cancel);
        Assert.NotEmpty(incident.Home.Pinned!.Buttons);
    }

    [Fact]
    public async Task The_severity_is_chosen_from_the_card_and_is_in_the_log_under_whoever_chose_it()
    {
        var incident = await world.StartIncidentAsync("Checkout is down");

        await world.Grace.ChoosesAsync(incident.Home.Pinned!, "Severity", "P2: degraded, or down for some");

        await SeesAsync(incident.Home, "Severity: *P2*");
        Assert.Equal("severity P2", (string?)(await incident.LoggedAsync("command"))[^1]["text"]);
        Assert.Contains("Grace Hopper", (await incident.LogAsync()).Last(line => (string?)line["detail"]!["kind"] == "severity")["by"]!.ToJsonString(), StringComparison.Ordinal);
    }

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
    public async Task A_refusal_is_seen_by_the_sender_alone()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");

        await world.Grace.ChoosesAsync(incident.Home.Pinned!, "Severity", "P1: a main function is down");

        Assert.Contains(incident.Home.EphemeralsOf(world.Grace), whisper => whisper.Text.Contains("is already P1", StringComparison.Ordinal));
        Assert.DoesNotContain(incident.Home.BotPosts, post => post.Text.Contains("is already P1", StringComparison.Ordinal));
        Assert.Empty(await incident.LoggedAsync("severity"));
    }

    [Fact]
    public async Task An_old_card_of_a_closed_incident_does_nothing_and_says_why()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var old = incident.Home.Pinned!.Blocks!.DeepClone().AsArray();
        await incident.CommandAllAsync("resolve", "close --anyway a test");

        await world.Ada.PressesAsync(incident.Home.Pinned!, "Note", asOf: old);
        await world.Ada.PressesAsync(incident.Home.Pinned!, "Mitigate", asOf: old);

        Assert.Contains(incident.Home.EphemeralsOf(world.Ada), whisper => whisper.Text.Contains("is closed", StringComparison.Ordinal));
        Assert.DoesNotContain("Mitigated", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_a_resolved_incident_offers_what_comes_then()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");

        await incident.CommandsAsync("resolve");

        await Eventually.TrueAsync(() => incident.Home.Pinned!.Buttons.Any(button => button.Text == "Close"), "the card offers to close", Cancel);
        Assert.Equal(["Postmortem", "Action item", "Lesson", "Close", "Reopen"], incident.Home.Pinned!.Buttons.Select(button => button.Text));
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
    public async Task What_is_missing_is_filled_in_from_the_draft()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        await incident.CommandsAsync("resolve");
        await Eventually.TrueAsync(() => incident.Home.BotPosts.Any(post => post.Text.Contains("Postmortem draft", StringComparison.Ordinal)), "the draft is there", Cancel);
        var draft = incident.Home.BotPosts.Single(post => post.Text.Contains("Postmortem draft", StringComparison.Ordinal));

        await world.Ada.PressesAsync(draft, draft.Buttons.Single(button => button.Beside.Contains("fix immediate", StringComparison.Ordinal)));
        await world.Ada.SubmitsAsync(world.Ada.View!, ("In a sentence or two", "Pool doubled"));

        Assert.Contains("Pool doubled", await incident.DraftAsync(), StringComparison.Ordinal);
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
