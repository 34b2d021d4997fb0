using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

/// <summary>What is not done costs nothing, is told to the sender alone, and says what to type instead.</summary>
public abstract class RefusalScenarios(IChat chat)
{
    [Theory]
    [InlineData("severty P0", "Did you mean")]
    [InlineData("severity P9", "severity P1")]
    [InlineData("note it broke --at 25:99", "14:30")]
    [InlineData("metric errors many", "metric calls_failed 1234")]
    [InlineData("impact availability api 99.9%", "impact availability")]
    [InlineData("frobnicate", "help")]
    public async Task Says_what_was_not_understood_with_an_example_to_the_sender_alone(string command, string hint)
    {
        var incident = await StartAsync(chat, "P1 Misunderstood");

        var answer = await incident.CommandAsync(command, Grace);

        Assert.False(answer.IsForAll);
        Assert.Contains(hint, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(chat.SaidIn(incident.Home), said => said.Text.Contains(hint, StringComparison.Ordinal));
        Assert.Single(await incident.LoggedAsync("command"));
    }

    [Fact]
    public async Task What_came_before_is_not_done_where_no_incident_is()
    {
        var answer = await chat.CommandAsync(chat.NewRoom(), Ada, "note nobody is here");

        Assert.False(answer.IsForAll);
        Assert.Contains("start", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_close_while_the_document_lacks_something_and_names_it()
    {
        var incident = await StartAsync(chat, "P1 Not written up");
        await incident.DoAsync("resolve");

        var refused = await incident.CommandAsync("close");
        await incident.DoAsync("close --anyway nobody will write it");
        var late = await incident.CommandAsync("severity P0");

        Assert.False(refused.IsForAll);
        Assert.Contains("Service Degradation", refused.Form?.Text ?? refused.Text, StringComparison.Ordinal);
        Assert.Contains("is closed", late.Text, StringComparison.Ordinal);
        Assert.Single(await incident.LoggedAsync("closed"));
    }

    [Fact]
    public async Task A_resolved_incident_comes_back_as_itself_with_both_episodes()
    {
        var incident = await StartAsync(chat, "P1 Comes back --at 2024-03-04 10:00Z");

        await incident.DoAsync("mitigate --at 2024-03-04 10:20Z", "resolve --at 2024-03-04 10:30Z", "reopen it is back --at 2024-03-04 11:00Z", "resolve --at 2024-03-04 11:15Z");
        var refused = await incident.CommandAsync("resolve");

        Assert.False(refused.IsForAll);
        Assert.Equal(2, (await incident.LoggedAsync("status")).Count(status => (string?)status["to"] == "Resolved"));
        Assert.Contains("it is back", await incident.DraftAsync(), StringComparison.Ordinal);
        await incident.HearsAsync("Postmortem draft");
    }

    [Fact]
    public async Task The_home_gets_the_draft_and_what_is_missing_when_it_is_resolved()
    {
        var incident = await StartAsync(chat, "P1 Draft");

        await incident.DoAsync("resolve the pool is larger");

        var draft = await incident.HearsAsync("Postmortem draft");
        Assert.Contains("Missing", draft.Text, StringComparison.Ordinal);
    }
}

public sealed class RefusalInSlack(SharedSlack slack) : RefusalScenarios(slack.Chat), IClassFixture<SharedSlack>;

[Collection(InTeams.Name)]
public sealed class RefusalInTeams(SharedTeams teams) : RefusalScenarios(teams.Chat);
