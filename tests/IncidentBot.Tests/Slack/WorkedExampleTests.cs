using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>The template's example, played in Slack in three ways; each must leave the same document.</summary>
public sealed class WorkedExampleTests(PostgresFixture postgres)
{
    private const string Id = "INC-2024-0115-1430";

    [Fact]
    public async Task Is_the_example_when_it_is_told_afterwards_with_typed_times()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P1 Database Connection Pool Exhaustion --at 2024-01-15 14:30Z");

        await incident.CommandAllAsync(
            "note 2024-01-15 14:30Z High error rate detected -> Alert fired, on-call paged",
            "note 2024-01-15 14:35Z Investigation started → Team assembled, logs reviewed",
            "note Root cause identified -> Slow query in call routing logic --at 2024-01-15 14:45Z",
            "note 2024-01-15T15:00Z Mitigation applied -> Increased connection pool, killed slow queries",
            "note 2024-01-15 15:15Z Service restored -> Health checks passing",
            "mitigate --at 2024-01-15 15:00Z",
            "note 2024-01-15 16:45Z Post-incident review -> Team debrief",
            "resolve --at 2024-01-15 16:45Z");
        await incident.CommandAllAsync(WorkedExampleScript.Documented);

        await AssertIsTheExampleAsync(incident);
    }

    [Fact]
    public async Task Is_the_example_when_statuses_are_typed_as_it_happens()
    {
        var clock = new ShiftedClock(At("14:30"));
        await using var world = await SlackWorld.CreateAsync(postgres, clock);
        var incident = await world.StartIncidentAsync("P1 Database Connection Pool Exhaustion");

        await incident.CommandsAsync("note High error rate detected -> Alert fired, on-call paged");
        clock.MoveTo(At("14:35"));
        await incident.CommandsAsync("status investigating Team assembled, logs reviewed");
        clock.MoveTo(At("14:45"));
        await incident.CommandsAsync("status identified Slow query in call routing logic", world.Grace);
        clock.MoveTo(At("15:00"));
        await incident.CommandsAsync("mitigate Increased connection pool, killed slow queries");
        clock.MoveTo(At("15:15"));
        await incident.CommandsAsync("note Service restored -> Health checks passing");
        clock.MoveTo(At("16:45"));
        await incident.CommandAllAsync("resolve", "note Post-incident review -> Team debrief");
        await incident.CommandAllAsync(WorkedExampleScript.Documented);

        await AssertIsTheExampleAsync(incident);
    }

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

    [Fact]
    public async Task The_channel_gets_the_draft_and_what_is_missing_when_it_is_resolved()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P1 Database Connection Pool Exhaustion --at 2024-01-15 14:30Z");

        await incident.CommandsAsync("resolve the pool is larger --at 2024-01-15 16:45Z");

        await Eventually.TrueAsync(
            () => incident.Home.BotPosts.Any(post => post.Text.Contains("Postmortem draft", StringComparison.Ordinal) && post.Text.Contains($"/incidents/{Id}", StringComparison.Ordinal)
                && post.Text.Contains("Missing", StringComparison.Ordinal)), "the draft is posted", SlackWorld.Cancel);
    }

    private static async Task AssertIsTheExampleAsync(StartedIncident incident)
    {
        Assert.Equal(Id, incident.Id);
        Assert.Equal(await WorkedExampleScript.DocumentAsync(SlackWorld.Cancel), await incident.FinishedAsync());
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact($"2024-01-15 {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
