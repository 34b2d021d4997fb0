using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Teams.ConnectedBot;

namespace IncidentBot.Tests.Teams;

/// <summary>The template's example, played in a channel of Teams: it must leave the document that Slack leaves.</summary>
public sealed class WorkedExampleTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Is_the_example_when_it_is_typed_in_the_incidents_thread_as_it_happens()
    {
        await using var bot = await StartAsync(await postgres.CreateDatabaseAsync());
        using var typed = new TypedInTeams(bot);
        bot.Clock.MoveTo(At("14:30"));
        var (incident, thread) = await typed.StartAsync("P1 Database Connection Pool Exhaustion");

        await typed.SayAsync(thread, Grace, "14:30 High error rate detected -&gt; Alert fired, on-call paged");
        bot.Clock.MoveTo(At("14:36"));
        var begun = await typed.SayAsync(thread, Ada, "14:35 Investigation begun -&gt; Team assembled, logs reviewed");
        await typed.ChangeAsync(thread, Ada, begun, "14:35 Investigation started -&gt; Team assembled, logs reviewed");
        bot.Clock.MoveTo(At("14:40"));
        var slip = await typed.SayAsync(thread, Grace, "14:39 wrong window, sorry");
        await typed.ChangeAsync(thread, Grace, slip, null);
        await typed.SayAsync(thread, Grace, "anybody else seeing this?");
        bot.Clock.MoveTo(At("14:45"));
        await typed.CallAsync(thread, Grace, "status identified Slow query in call routing logic");
        bot.Clock.MoveTo(At("15:00"));
        await typed.CallAsync(thread, Ada, "mitigate Increased connection pool, killed slow queries");
        bot.Clock.MoveTo(At("15:15"));
        await typed.SayAsync(thread, Ada, "15:15 Service restored → Health checks passing");
        bot.Clock.MoveTo(At("16:45"));
        await typed.CallAsync(thread, Ada, "note 16:45 Post-incident review -&gt; Team debrief");
        await typed.CallAsync(thread, Ada, "resolve");
        foreach (var command in WorkedExampleScript.Documented)
            await typed.CallAsync(thread, Ada, command);

        Assert.Equal("INC-2024-0115-1430", incident);
        Assert.Equal(await WorkedExampleScript.DocumentAsync(TypedInTeams.Cancel), await typed.FinishedAsync(incident));
        await typed.HeardAsync(thread, "Postmortem draft");
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact($"2024-01-15 {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
