using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>The template's example, played in Slack in three ways; each must leave the same document.</summary>
public sealed class WorkedExampleTests(PostgresFixture postgres)
{
    private const string Id = "INC-2024-0115-1430";

    /// <summary>What is said once it is over; the timeline is left to each of the ways.</summary>
    private static readonly string[] Documented =
    [
        "summary During peak traffic, the API service exhausted its database connection pool, causing 15% of API requests to fail with 503 errors. The issue was caused by a slow query that held connections longer than expected, combined with insufficient connection pool sizing.",
        "impact users ~15% of API requests failed",
        "impact degradation partial",
        "impact slo Availability dropped from 99.9% to 95.2%",
        "cause A complex JOIN query in the call routing logic was taking 5-10 seconds to execute, holding database connections. During peak traffic (100 req/s), the 20-connection pool was exhausted.",
        "factor Missing database index on `campaigns.tenant_id`",
        "factor Connection pool size too small (20 connections)",
        "factor No query timeout configured",
        "factor No alerting on connection pool usage",
        "fix immediate Increased connection pool from 20 to 50",
        "fix immediate Killed slow-running queries",
        "fix immediate Added query timeout (5 seconds)",
        "fix longterm Added database index on `campaigns.tenant_id`",
        "fix longterm Optimized JOIN query",
        "fix longterm Added connection pool monitoring",
        "fix longterm Implemented query timeout globally",
        "action P0 Add index on campaigns.tenant_id owner:\"DB Team\" by 2024-01-16",
        "action P0 Optimize call routing query owner:“API Team” by 2024-01-17",
        "action P1 Add connection pool monitoring @\"Platform Team\" by 2024-01-20",
        "action P1 Review all slow queries owner:\"DB Team\" by 2024-01-25",
        "action done AI-001",
        "action done AI-002",
        "action start AI-003",
    ];

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
        await incident.CommandAllAsync(Documented);

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
        await incident.CommandAllAsync(Documented);

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
        await incident.CommandAllAsync(Documented);

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
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Documents", "database-connection-pool-exhaustion.md"), SlackWorld.Cancel);
        Assert.Equal(expected, await incident.FinishedAsync());
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact($"2024-01-15 {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
