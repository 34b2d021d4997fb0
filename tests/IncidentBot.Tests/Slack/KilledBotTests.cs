using System.Collections.Concurrent;
using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class KilledBotTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Keeps_everything_it_acknowledged_once_and_says_what_it_had_to_say()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        await world.Bot.StopAsync();
        var slack = world.Slack;
        var acknowledged = new ConcurrentBag<string>();
        // A process that has only just started answers its first command late on a machine that is busy with tests.

        await using var first = await BotProcess.StartAsync(world.Database, world.Settings(), SlackWorld.Cancel);
        slack.Inbox.Bot = first.Address;
        var incident = await world.StartIncidentAsync("P1 Killed in the middle", pages: first.Http);
        slack.Faults.Always("chat.postMessage", Fault.Html500);
        await world.Grace.MentionsBotAsync(incident.Home, "note said before the kill");
        var talking = TalkAsync(world, incident, acknowledged, 300);
        await Eventually.TrueAsync(() => acknowledged.Count > 60, "people talk", SlackWorld.Cancel);
        await first.KillAsync();

        slack.Faults.Never("chat.postMessage");
        await using var second = await BotProcess.StartAsync(world.Database, world.Settings(), SlackWorld.Cancel);
        slack.Inbox.Bot = second.Address;
        await talking;
        await slack.Inbox.RedeliverAsync();

        var restarted = incident with { Pages = second.Http };
        var said = (await restarted.SaidAsync()).Where(text => text!.StartsWith("message", StringComparison.Ordinal)).ToList();
        Assert.Equal(300, said.Count);
        Assert.Equal(said.Distinct().Count(), said.Count);
        Assert.Empty(acknowledged.Except(said!));
        await Eventually.TrueAsync(() => incident.Home.BotPosts.Any(post => post.Text.Contains("said before the kill", StringComparison.Ordinal)), "the outbox goes on", SlackWorld.Cancel);
    }

    private static Task TalkAsync(SlackWorld world, StartedIncident incident, ConcurrentBag<string> acknowledged, int count)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < count)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"message {number}");
                if ((await world.Ada.SaysAsync(incident.Home, text)).Delivery.IsAcknowledged)
                    acknowledged.Add(text);
            }
        }));
    }
}
