using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>Work is moved on from wherever it is shown, and asked about before it is stored where it is doubtful.</summary>
public sealed class ActionItemsTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task Work_is_snoozed_reassigned_and_done_from_the_list_also_after_the_incident_is_closed()
    {
        var (me, other) = (world.Slack.Person("Karen Sparck Jones"), world.Slack.Person("Stephen Robertson"));
        var incident = await world.StartIncidentAsync("P1 Search finds nothing", me);
        await incident.CommandAllAsync("action P0 Weigh the terms @Karen Sparck Jones by 2030-01-20", "resolve", "close --anyway a test");
        var list = await ListAsync(me);

        await me.ChoosesAsync(list, "Snooze", "A week");
        await me.PressesAsync(list, "Reassign");
        Assert.Contains("Weigh the terms", me.View!.Text, StringComparison.Ordinal);
        await me.SubmitsAsync(me.View!, ("Owner", other.User.Name));
        await other.PressesAsync(await ListAsync(other), "Done");

        Assert.NotNull(Assert.Single(await incident.LoggedAsync("action-item-snooze"))["until"]);
        Assert.Equal("Stephen Robertson", (string?)Assert.Single(await incident.LoggedAsync("action-item-owner"))["owner"]!["name"]);
        Assert.Equal("Done", (string?)Assert.Single(await incident.LoggedAsync("action-item-status"))["to"]);
        Assert.Contains(await incident.LoggedAsync("command"), command => (string?)command["text"] == "action assign AI-001 @Stephen Robertson");
        var document = await incident.FinishedAsync();
        Assert.Matches(@"\| AI-001 \| Weigh the terms +\| Stephen Robertson +\| P0 +\| 2030-01-20 +\| Done", document);
        Assert.Contains("- [x] Weigh the terms", await incident.DraftAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_overdue_stands_first_and_is_marked_and_the_tickets_are_linked()
    {
        var me = world.Slack.Person("Anita Borg");
        var incident = await world.StartIncidentAsync("P1 Mail is late", me);
        await incident.CommandAllAsync(
            "action Answer it @Anita Borg by 2031-01-20", "action Sort it @Anita Borg by 2024-01-20 --anyway", "action ticket AI-001 https://tracker.example.com/browse/OPS-42");

        var list = (await ListAsync(me)).VisibleText;

        Assert.True(list.IndexOf("Sort it", StringComparison.Ordinal) < list.IndexOf("Answer it", StringComparison.Ordinal), list);
        Assert.Contains("*overdue*, was due 2024-01-20", list, StringComparison.Ordinal);
        Assert.Contains("· OPS-42", list, StringComparison.Ordinal);
        Assert.Contains("Answer it [OPS-42](https://tracker.example.com/browse/OPS-42)", await incident.FinishedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_doubtful_is_asked_of_the_sender_alone_and_stored_once_by_a_press()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        await incident.CommandsAsync("action Write the runbook @Grace Hopper by 2030-01-20");

        var asked = await world.Ada.CommandsAsync(incident.Home, "/incident", "action write the RUNBOOK! @Grace Hopper by 2024-01-20");
        Assert.Single(await incident.LoggedAsync("action-item"));
        Assert.False(asked.IsForAll);
        Assert.Contains("2024-01-20 is past already", asked.Message!.VisibleText, StringComparison.Ordinal);
        Assert.Contains("AI-001 says the same", asked.Message.VisibleText, StringComparison.Ordinal);

        await world.Ada.PressesAsync(asked.Message, "Add it anyway");
        await world.Ada.PressesAsync(asked.Message, "Add it anyway");

        var added = (await incident.LoggedAsync("action-item"))[^1];
        Assert.Equal(2, (await incident.LoggedAsync("action-item")).Count);
        Assert.Equal("write the RUNBOOK!", (string?)added["text"]);
        Assert.Equal(SlackAddress.Of(world.Slack.Workspace.TeamId, world.Grace.User.Id), (string?)added["owner"]!["personId"]);
    }

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
    public async Task A_lesson_becomes_work_by_a_press_and_nobody_needs_to_say_when_it_is_due()
    {
        var incident = await world.StartIncidentAsync("P0 Checkout is down");
        await incident.CommandAllAsync("lesson well We were quick");
        var said = await world.Ada.CommandsAsync(incident.Home, "/incident", "lesson learned Measure first");

        await world.Grace.PressesAsync(said.Message!, "Make it an action item");

        var added = Assert.Single(await incident.LoggedAsync("action-item"));
        Assert.Equal("Measure first", (string?)added["text"]);
        var due = DateTimeOffset.Parse((string)added["dueOn"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange((due - TimeProvider.System.GetUtcNow()).TotalDays, 13, 16);
        await Eventually.TrueAsync(() => incident.Home.BotPosts.Any(post => post.Text.Contains("(by default)", StringComparison.Ordinal)), "the channel is told", Cancel);
    }

    [Fact]
    public async Task Shows_an_item_with_who_changed_what()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        await incident.CommandAllAsync("action P0 Write the runbook @Grace Hopper by 2030-01-20", "action start AI-001", "action edit AI-001 Write both runbooks", "action assign AI-001 nobody");

        var shown = await world.Grace.CommandsAsync(incident.Home, "/incident", "action show AI-001");

        Assert.False(shown.IsForAll);
        var lines = shown.Message!.VisibleText.Split('\n');
        Assert.Contains(lines, line => line.Contains("In Progress · no owner · due 2030-01-20", StringComparison.Ordinal));
        Assert.Equal(
            ["given to nobody", "reworded: “Write both runbooks”", "in progress", "added “Write the runbook” (P0, Grace Hopper, due 2030-01-20)"],
            lines.Where(line => line.StartsWith('•')).Select(line => line[(line.IndexOf("Ada Lovelace: ", StringComparison.Ordinal) + "Ada Lovelace: ".Length)..]));
        Assert.Contains(shown.Message.Buttons, button => button.Text == "Reassign");
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

    private async Task<FakeMessage> ListAsync(FakePerson person) => (await person.CommandsAsync(world.NewRoom(), "/incident", "todo")).Message!;

    private FakePerson Somebody(string name, bool isGuest, FakeChannel channel)
    {
        var user = world.Slack.Workspace.Admit(id => isGuest ? new FakeUser(id, name, "UTC") { IsRestricted = true } : new FakeUser(id, name, "UTC") { TeamId = "T0OTHER" });
        lock (world.Slack.Workspace.Gate)
            channel.Admit(user.Id);
        return new FakePerson(world.Slack, user);
    }
}
