using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Platforms deliver at least once.</summary>
public abstract class DeliveryScenarios(IChat chat)
{
    [Fact]
    public async Task Eleven_deliveries_are_one_event()
    {
        var incident = await StartAsync(chat, "P2 Deliveries");

        var said = await incident.SayAsync(Ada, "heard eleven times", deliveries: 11);
        await chat.KeepAsync(said, Grace);
        await chat.EditAsync(said, "14:30 heard eleven times", deliveries: 11);
        await chat.DeleteAsync(said, deliveries: 11);

        Assert.Single(await incident.LoggedAsync("message"));
        Assert.Single(await incident.LoggedAsync("edit"));
        Assert.Single(await incident.LoggedAsync("deletion"));
        Assert.DoesNotContain(await incident.TimelineAsync(), row => row.Contains("eleven", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_people_at_once_lose_nothing()
    {
        var incident = await StartAsync(chat, "P2 Crowd");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => incident.SayAsync(number % 2 == 0 ? Ada : Grace, $"message {number}")));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"message {number}").Order(), (await incident.SaidAsync()).Order());
    }
}

public sealed class DeliveryInSlack(SharedSlack slack) : DeliveryScenarios(slack.Chat), IClassFixture<SharedSlack>;

[Collection(InTeams.Name)]
public sealed class DeliveryInTeams(SharedTeams teams) : DeliveryScenarios(teams.Chat);
