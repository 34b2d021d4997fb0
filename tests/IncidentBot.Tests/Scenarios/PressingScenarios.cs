using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Buttons, menus and forms.</summary>
public abstract class PressingScenarios(IChat chat)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_is_taken_from_the_card()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");

        await chat.ChooseAsync(incident.Card, Grace, "Take a role", "Incident Commander");

        await incident.HearsAsync("Incident Commander");
        await Eventually.TrueAsync(() => incident.Card.Text.Contains("Grace Hopper", StringComparison.Ordinal), "the card says who commands", Cancel);
        Assert.NotEmpty(incident.Card.Buttons);
    }

    [Fact]
    public async Task The_severity_is_chosen_from_the_card_and_is_in_the_log_under_whoever_chose_it()
    {
        var incident = await StartAsync(chat, "Checkout is down");

        await chat.ChooseAsync(incident.Card, Grace, "Severity", "P2: degraded, or down for some");

        await incident.HearsAsync("Severity: P2");
        Assert.Equal("severity P2", (string?)(await incident.LoggedAsync("command"))[^1]["text"]);
        Assert.Equal(Grace, (string?)(await incident.LogAsync()).Last(line => (string?)line["detail"]!["kind"] == "severity")["by"]!["name"]);
    }

    [Fact]
    public async Task A_refusal_is_seen_by_the_sender_alone()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");

        var answer = await chat.ChooseAsync(incident.Card, Grace, "Severity", "P1: a main function is down");

        Assert.Contains("is already P1", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(chat.SaidIn(incident.Home), said => said.Text.Contains("is already P1", StringComparison.Ordinal));
        Assert.Empty(await incident.LoggedAsync("severity"));
    }

    [Fact]
    public async Task An_old_card_of_a_closed_incident_does_nothing_and_says_why()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");
        var old = chat.Remember(incident.Card);
        await incident.DoAsync("resolve", "close --anyway a test");

        var answer = await chat.PressAsync(old, Ada, "Mitigate");

        Assert.Contains("is closed", answer.Form?.Problem ?? answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mitigated", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_a_resolved_incident_offers_what_comes_then()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");

        await incident.DoAsync("resolve");

        await Eventually.TrueAsync(() => incident.Card.Buttons.Contains("Close"), "the card offers to close", Cancel);
        Assert.Equal(["Postmortem", "Action item", "Lesson", "Close", "Reopen"], incident.Card.Buttons);
    }

    [Fact]
    public async Task What_is_missing_is_filled_in_from_the_draft()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");
        await incident.DoAsync("resolve");
        var draft = await incident.HearsAsync("Postmortem draft");

        var form = (await chat.PressBesideAsync(draft, Ada, "fix immediate")).Form!;
        await form.SubmitAsync(("In a sentence or two", "Pool doubled"));

        Assert.Contains("Pool doubled", await incident.DraftAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_what_was_typed_stays()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");
        var form = (await chat.PressAsync(incident.Card, Ada, "Note")).Form!;

        await form.SubmitAsync(("What happened", "Alert fired & <rang>"), ("Action taken", "On-call paged"), ("When", "25:99"));

        Assert.True(form.IsOpen);
        Assert.Contains("25:99", form.Problem, StringComparison.Ordinal);
        Assert.Equal(("Alert fired & <rang>", "On-call paged"), (form["What happened"], form["Action taken"]));
        Assert.Empty(await incident.LoggedAsync("note"));

        await form.SubmitAsync(("When", "1m ago"));

        Assert.False(form.IsOpen);
        Assert.Equal("Alert fired & <rang>", (string?)Assert.Single(await incident.LoggedAsync("note"))["event"]);
        await incident.HearsAsync("Alert fired & <rang> → On-call paged");
    }

    [Fact]
    public async Task Resolving_by_form_posts_the_draft()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");

        await (await chat.PressAsync(incident.Card, Ada, "Resolve")).Form!.SubmitAsync(("What restored service", "Pool doubled"));

        await incident.HearsAsync("Postmortem draft");
        Assert.Contains("Pool doubled", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_an_incident_that_was_closed_meanwhile_is_refused()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");
        var form = (await chat.PressAsync(incident.Card, Ada, "Update")).Form!;
        await incident.DoAsync("resolve", "close --anyway a test");

        await form.SubmitAsync(("Where it stands", "Half of the pods are back"));

        Assert.Contains("is closed", form.Problem, StringComparison.Ordinal);
        Assert.Empty(await incident.LoggedAsync("update"));
    }

    [Fact]
    public async Task A_huge_text_is_taken_whole()
    {
        var incident = await StartAsync(chat, "P1 Checkout is down");
        var huge = string.Concat(Enumerable.Repeat("a&b<c> ", 428));

        await (await chat.PressAsync(incident.Card, Ada, "Note")).Form!.SubmitAsync(("What happened", huge));

        Assert.Equal(huge.Trim(), (string?)Assert.Single(await incident.LoggedAsync("note"))["event"]);
    }
}

public sealed class PressingInSlack(SharedSlack slack) : PressingScenarios(slack.Chat), IClassFixture<SharedSlack>;

[Collection(InTeams.Name)]
public sealed class PressingInTeams(SharedTeams teams) : PressingScenarios(teams.Chat);
