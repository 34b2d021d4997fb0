using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>The template's example, played with pins and threads, whichever way Slack tells of them.</summary>
public sealed class WorkedExampleTests(PostgresFixture postgres)
{
    private const string Id = "INC-2024-0115-1430";

    [Theory]
    [InlineData(Transport.Http)]
    [InlineData(Transport.Socket)]
    public async Task Is_the_example_when_messages_are_kept_and_the_bot_restarts_in_between(Transport transport)
    {
        var clock = new ShiftedClock(At("14:30"));
        await using var world = await SlackWorld.CreateAsync(postgres, transport, clock);
        var incident = await world.StartIncidentAsync("P1 Database Connection Pool Exhaustion");
        var room = incident.Home;

        var alert = await world.Grace.SaysAsync(room, "High error rate detected -> Alert fired, on-call paged");
        clock.MoveTo(At("14:31"));
        await world.Ada.ReactsAsync(alert, "pushpin");
        clock.MoveTo(At("14:36"));
        await world.Ada.SaysAsync(room, "14:35 Investigation started -> Team assembled, logs reviewed");
        clock.MoveTo(At("14:40"));
        await world.Grace.SaysAsync(room, "anybody else seeing this?");
        await world.RestartBotAsync();
        clock.MoveTo(At("14:45"));
        var cause = await world.Grace.SaysAsync(room, "Root cause identified");
        await world.Grace.PinsAsync(cause);
        var query = await world.Ada.RepliesAsync(cause, "Slow query in call routing logic");
        await world.Grace.ReactsAsync(query, "pushpin");
        clock.MoveTo(At("15:00"));
        await incident.CommandsAsync("status mitigated Increased connection pool, killed slow queries");
        clock.MoveTo(At("15:15"));
        await world.Ada.SaysAsync(room, "15:15 Service restored → Health checks passing");
        clock.MoveTo(At("16:45"));
        await incident.CommandAllAsync("note 16:45 Post-incident review -> Team debrief", "resolve");
        await incident.CommandAllAsync(WorkedExampleScript.Documented);

        await AssertIsTheExampleAsync(incident);
    }

    private static async Task AssertIsTheExampleAsync(StartedIncident incident)
    {
        Assert.Equal(Id, incident.Id);
        Assert.Equal(await WorkedExampleScript.DocumentAsync(SlackWorld.Cancel), await incident.FinishedAsync());
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact($"2024-01-15 {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
