using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

/// <summary>The template's example, played in three ways; each must leave the same document, on every platform.</summary>
public abstract class WorkedExampleScenarios(OpenChat open)
{
    private const string Id = "INC-2024-0115-1430";

    [Fact]
    public async Task Is_the_example_when_it_is_told_afterwards_with_typed_times()
    {
        await using var chat = await open(null);
        var incident = await StartAsync(chat, "P1 Database Connection Pool Exhaustion --at 2024-01-15 14:30Z");

        await incident.DoAsync(
            "note 2024-01-15 14:30Z High error rate detected -> Alert fired, on-call paged",
            "note 2024-01-15 14:35Z Investigation started → Team assembled, logs reviewed",
            "note Root cause identified -> Slow query in call routing logic --at 2024-01-15 14:45Z",
            "note 2024-01-15T15:00Z Mitigation applied -> Increased connection pool, killed slow queries",
            "note 2024-01-15 15:15Z Service restored -> Health checks passing",
            "mitigate --at 2024-01-15 15:00Z",
            "note 2024-01-15 16:45Z Post-incident review -> Team debrief",
            "resolve --at 2024-01-15 16:45Z");
        await incident.DoAsync(WorkedExampleScript.Documented);

        await AssertIsTheExampleAsync(incident);
    }

    [Fact]
    public async Task Is_the_example_when_statuses_are_typed_as_it_happens()
    {
        var clock = new ShiftedClock(At("14:30"));
        await using var chat = await open(clock);
        var incident = await StartAsync(chat, "P1 Database Connection Pool Exhaustion");

        await incident.DoAsync("note High error rate detected -> Alert fired, on-call paged");
        clock.MoveTo(At("14:35"));
        await incident.DoAsync("status investigating Team assembled, logs reviewed");
        clock.MoveTo(At("14:45"));
        await incident.DoAsAsync(Grace, "status identified Slow query in call routing logic");
        clock.MoveTo(At("15:00"));
        await incident.DoAsync("mitigate Increased connection pool, killed slow queries");
        clock.MoveTo(At("15:15"));
        await incident.DoAsync("note Service restored -> Health checks passing");
        clock.MoveTo(At("16:45"));
        await incident.DoAsync("resolve", "note Post-incident review -> Team debrief");
        await incident.DoAsync(WorkedExampleScript.Documented);

        await AssertIsTheExampleAsync(incident);
    }

    [Fact]
    public async Task Is_the_example_when_messages_are_kept_and_the_bot_restarts_in_between()
    {
        var clock = new ShiftedClock(At("14:30"));
        await using var chat = await open(clock);
        var incident = await StartAsync(chat, "P1 Database Connection Pool Exhaustion");

        var alert = await incident.SayAsync(Grace, "High error rate detected -> Alert fired, on-call paged");
        clock.MoveTo(At("14:31"));
        await chat.KeepAsync(alert, Ada);
        clock.MoveTo(At("14:36"));
        await incident.SayAsync(Ada, "14:35 Investigation started -> Team assembled, logs reviewed");
        clock.MoveTo(At("14:40"));
        await incident.SayAsync(Grace, "anybody else seeing this?");
        await chat.RestartAsync();
        clock.MoveTo(At("14:45"));
        await chat.KeepAsync(await incident.SayAsync(Grace, "Root cause identified -> Slow query in call routing logic"), Grace);
        clock.MoveTo(At("15:00"));
        await incident.DoAsync("status mitigated Increased connection pool, killed slow queries");
        clock.MoveTo(At("15:15"));
        await incident.SayAsync(Ada, "15:15 Service restored → Health checks passing");
        clock.MoveTo(At("16:45"));
        await incident.DoAsync("note 16:45 Post-incident review -> Team debrief", "resolve");
        await incident.DoAsync(WorkedExampleScript.Documented);

        await incident.RowAsync("Root cause");
        await AssertIsTheExampleAsync(incident);
    }

    private static async Task AssertIsTheExampleAsync(ChatIncident incident)
    {
        Assert.Equal(Id, incident.Id);
        Assert.Equal(await WorkedExampleScript.DocumentAsync(TestContext.Current.CancellationToken), await incident.FinishedAsync());
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact($"2024-01-15 {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

public sealed class WorkedExampleInSlack(PostgresFixture postgres) : WorkedExampleScenarios(InSlack.On(postgres));

public sealed class WorkedExampleInTeams(PostgresFixture postgres) : WorkedExampleScenarios(InTeams.On(postgres));
