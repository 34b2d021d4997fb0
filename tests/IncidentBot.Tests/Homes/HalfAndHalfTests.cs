using System.Globalization;
using IncidentBot.Sandbox;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IncidentBot.Tests.Homes;

/// <summary>The same script, played in one home, in two channels and on two platforms: one document.</summary>
public sealed class HalfAndHalfTests(PostgresFixture postgres)
{
    /// <summary>Who says what when; a slash begins a command.</summary>
    private static readonly (string At, string Line)[] Script =
    [
        ("14:31", "/severity P0 it is everybody"),
        ("14:32", "14:31 High error rate detected -> Alert fired, on-call paged"),
        ("14:36", "14:35 Investigation started -> Team assembled, logs reviewed"),
        ("14:40", "anybody else seeing this?"),
        ("14:45", "/status identified Slow query in call routing logic"),
        ("14:50", "14:48 Pool is full | again -> killed `slow` queries"),
        ("15:00", "/mitigate Increased connection pool"),
        ("15:01", "/cause A complex JOIN query held connections"),
        ("15:02", "/impact users ~15% of API requests failed"),
        ("15:03", "/action P0 Add an index owner:\"DB Team\" by 2024-01-16"),
        ("15:04", "/factor No query timeout configured"),
        ("15:15", "15:15 Service restored -> Health checks passing"),
        ("16:44", "/note Post-incident review -> Team debrief"),
        ("16:45", "/resolve --at 2024-01-15 16:45Z"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Half_and_half_is_the_document_of_one_home(bool onTwoPlatforms)
    {
        var alone = await PlayAsync(isSplit: false, onTwoPlatforms);
        var halves = await PlayAsync(isSplit: true, onTwoPlatforms);

        Assert.Contains("Pool is full", alone.Finished, StringComparison.Ordinal);
        Assert.Equal(alone.Finished, halves.Finished);
        Assert.Equal(alone.Draft, halves.Draft);
    }

    private async Task<(string Draft, string Finished)> PlayAsync(bool isSplit, bool onTwoPlatforms)
    {
        var clock = new ShiftedClock(At("14:30"));
        await using var world = await SlackWorld.CreateAsync(postgres, clock, ("Sandbox:Enabled", "true"));
        var incident = await world.StartIncidentAsync("P1 Database Connection Pool Exhaustion --at 2024-01-15 14:30Z");
        Func<string, Task> first = line => SayAsync(world, incident.Home, line);
        var room = world.NewRoom(withBot: true);
        Func<string, Task> second = line => onTwoPlatforms ? SayInSandboxAsync(world, line) : SayAsync(world, room, line);
        if (isSplit)
            await second($"/join {incident.Id}");

        foreach (var ((at, line), place) in Script.Select((step, place) => (step, place)))
        {
            clock.MoveTo(At(at));
            if (place == Script.Length / 2)
                await world.RestartBotAsync();
            await (isSplit && place % 2 == 1 ? second : first)(line);
        }

        await world.OutboxIsEmptyAsync();
        return (await incident.DraftAsync(), await incident.FinishedAsync());
    }

    private static async Task SayAsync(SlackWorld world, FakeChannel room, string line)
    {
        if (!line.StartsWith('/'))
        {
            Assert.True((await world.Ada.SaysAsync(room, line)).Delivery.IsAcknowledged, line);
            return;
        }

        var answer = await world.Ada.CommandsAsync(room, "/incident", line[1..]);
        Assert.True(answer is { Status: 200, IsForAll: true }, $"“{line}” was not done: {answer.Text}");
    }

    private static async Task SayInSandboxAsync(SlackWorld world, string line)
    {
        var chat = world.Bot.Services.GetRequiredService<SandboxChat>();
        var said = await chat.PostAsync(SandboxRoom.General, SandboxPerson.Find("ada")!, line.StartsWith('/') ? $"/incident {line[1..]}" : line, null, SlackWorld.Cancel);
        Assert.True(said.Reply is null or { IsRefusal: false, IsForAll: true }, $"“{line}” was not done: {said.Reply?.Text.ToPlainText()}");
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact($"2024-01-15 {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
