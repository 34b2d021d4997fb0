using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class DatabaseAwayTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Takes_nothing_it_cannot_keep_says_so_and_goes_on_by_itself()
    {
        await using var door = DatabaseDoor.To(await postgres.CreateDatabaseAsync());
        await using var world = await SlackWorld.CreateAsync(postgres, door.ConnectionString);
        var incident = await world.StartIncidentAsync("P1 The database itself");
        await world.Ada.SaysAsync(incident.Home, "before");

        door.Shut();
        var during = await world.Ada.SaysAsync(incident.Home, "during");
        var kept = await world.Ada.ReactsAsync(during, "pushpin");
        var command = await world.Ada.CommandsAsync(incident.Home, "/incident", "note nobody writes this down");
        var started = await world.Ada.CommandsAsync(world.NewRoom(), "/incident", "start P1 Not now");

        Assert.All(during.Delivery.Statuses.Concat(kept.Statuses), status => Assert.Equal(503, status));
        Assert.All(new[] { command, started }, answer =>
        {
            Assert.Equal(200, answer.Status);
            Assert.False(answer.IsForAll);
            Assert.Contains("nothing was recorded", answer.Text, StringComparison.Ordinal);
        });

        door.Open();
        await Eventually.GetAsync(async () =>
        {
            await world.Slack.Inbox.RedeliverAsync();
            Assert.Contains("during", await incident.SaidAsync());
            return true;
        }, SlackWorld.Cancel);
        await world.Ada.SaysAsync(incident.Home, "after");
        await incident.CommandsAsync("note it is back -> nobody restarted anything");

        Assert.Equal(["before", "during", "after"], await incident.SaidAsync());
        Assert.DoesNotContain("nobody writes this down", await incident.RawLogAsync(), StringComparison.Ordinal);
        Assert.Contains("during", await incident.RowAsync("during"), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => during.Message.Reactions.Count == 2, "the outbox goes on", SlackWorld.Cancel);
    }
}
