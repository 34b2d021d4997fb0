using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Work is moved on from wherever it is shown, and asked about before it is stored where it is doubtful.</summary>
public abstract class ActionItemScenarios(IChat chat)
{
    [Fact]
    public async Task Work_is_snoozed_reassigned_and_done_from_the_list_also_after_the_incident_is_closed()
    {
        const string me = "Karen Sparck Jones", other = "Stephen Robertson";
        var incident = await StartAsync(chat, "P1 Search finds nothing");
        await incident.DoAsync("action P0 Weigh the terms @Karen Sparck Jones by 2030-01-20", "resolve", "close --anyway a test");
        var list = await TodoAsync(me);

        await chat.ChooseAsync(list, me, "Snooze", "A week");
        await (await chat.PressAsync(list, me, "Reassign")).Form!.SubmitAsync(("Owner", other));
        await chat.PressAsync(await TodoAsync(other), other, "Done");

        Assert.NotNull(Assert.Single(await incident.LoggedAsync("action-item-snooze"))["until"]);
        Assert.Equal(other, (string?)Assert.Single(await incident.LoggedAsync("action-item-owner"))["owner"]!["name"]);
        Assert.Equal("Done", (string?)Assert.Single(await incident.LoggedAsync("action-item-status"))["to"]);
        Assert.Contains(await incident.LoggedAsync("command"), command => (string?)command["text"] == $"action assign AI-001 @{other}");
        Assert.Matches(@"\| AI-001 \| Weigh the terms +\| Stephen Robertson +\| P0 +\| 2030-01-20 +\| Done", await incident.FinishedAsync());
        Assert.Contains("- [x] Weigh the terms", await incident.DraftAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_overdue_stands_first_and_is_marked_and_the_tickets_are_linked()
    {
        var incident = await StartAsync(chat, "P1 Mail is late");
        await incident.DoAsync(
            "action Answer it @Anita Borg by 2031-01-20", "action Sort it @Anita Borg by 2024-01-20 --anyway", "action ticket AI-001 https://tracker.example.com/browse/OPS-42");

        var list = (await TodoAsync("Anita Borg")).Text;

        Assert.True(list.IndexOf("Sort it", StringComparison.Ordinal) < list.IndexOf("Answer it", StringComparison.Ordinal), list);
        Assert.Contains("overdue, was due 2024-01-20", list, StringComparison.Ordinal);
        Assert.Contains("OPS-42", list, StringComparison.Ordinal);
        Assert.Contains("Answer it [OPS-42](https://tracker.example.com/browse/OPS-42)", await incident.FinishedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_doubtful_is_asked_of_the_sender_alone_and_stored_once_by_a_press()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");
        await incident.DoAsync("action Write the runbook @Grace Hopper by 2030-01-20");

        var asked = await incident.CommandAsync("action write the RUNBOOK! @Grace Hopper by 2024-01-20");
        Assert.Single(await incident.LoggedAsync("action-item"));
        Assert.False(asked.IsForAll);
        Assert.Contains("2024-01-20 is past already", asked.Text, StringComparison.Ordinal);
        Assert.Contains("AI-001 says the same", asked.Text, StringComparison.Ordinal);

        await chat.PressAsync(asked.Shown!, Ada, "Add it anyway");
        await chat.PressAsync(asked.Shown!, Ada, "Add it anyway");

        var added = (await incident.LoggedAsync("action-item"))[^1];
        Assert.Equal(2, (await incident.LoggedAsync("action-item")).Count);
        Assert.Equal("write the RUNBOOK!", (string?)added["text"]);
        Assert.Equal(Grace, (string?)added["owner"]!["name"]);
    }

    [Fact]
    public async Task A_lesson_becomes_work_by_a_press_and_nobody_needs_to_say_when_it_is_due()
    {
        var incident = await StartAsync(chat, "P0 Checkout is down");
        await incident.DoAsync("lesson well We were quick");
        var said = await incident.CommandAsync("lesson learned Measure first");

        await chat.PressAsync(said.Shown!, Grace, "Make it an action item");

        var added = Assert.Single(await incident.LoggedAsync("action-item"));
        Assert.Equal("Measure first", (string?)added["text"]);
        var due = DateTimeOffset.Parse((string)added["dueOn"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange((due - TimeProvider.System.GetUtcNow()).TotalDays, 13, 16);
        await incident.HearsAsync("(by default)");
    }

    [Fact]
    public async Task Shows_an_item_with_who_changed_what()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");
        await incident.DoAsync("action P0 Write the runbook @Grace Hopper by 2030-01-20", "action start AI-001", "action edit AI-001 Write both runbooks", "action assign AI-001 nobody");

        var shown = await incident.CommandAsync("action show AI-001", Grace);

        Assert.False(shown.IsForAll);
        string[] lines = [.. shown.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Contains(lines, line => line.Contains("In Progress · no owner · due 2030-01-20", StringComparison.Ordinal));
        Assert.Equal(
            ["given to nobody", "reworded: “Write both runbooks”", "in progress", "added “Write the runbook” (P0, Grace Hopper, due 2030-01-20)"],
            lines.Where(line => line.StartsWith('•')).Select(line => line[(line.IndexOf("Ada Lovelace: ", StringComparison.Ordinal) + "Ada Lovelace: ".Length)..]));
        Assert.Contains("Reassign", shown.Shown!.Buttons);
    }

    [Fact]
    public async Task A_suggested_incident_is_related_by_a_press()
    {
        var earlier = await StartAsync(chat, "P1 Zeppelin leaks helium");
        var incident = await StartAsync(chat, "P1 Zeppelin leaks hydrogen");
        var suggested = await Infrastructure.Eventually.GetAsync(
            async () => await incident.CommandAsync("related") is var answer && answer.Text.Contains(earlier.Id, StringComparison.Ordinal)
                ? answer.Shown!
                : throw new TimeoutException("What was just recorded is found a moment later."), TestContext.Current.CancellationToken);

        await chat.PressBesideAsync(suggested, Ada, earlier.Id);

        Assert.Equal(earlier.Id, (string?)Assert.Single(await incident.LoggedAsync("related"))["id"]);
    }

    private async Task<IShown> TodoAsync(string person) => (await chat.CommandAsync(chat.NewRoom(), person, "todo")).Shown!;
}

public sealed class ActionItemsInSlack(SharedSlack slack) : ActionItemScenarios(slack.Chat), IClassFixture<SharedSlack>;

[Collection(InTeams.Name)]
public sealed class ActionItemsInTeams(SharedTeams teams) : ActionItemScenarios(teams.Chat);
