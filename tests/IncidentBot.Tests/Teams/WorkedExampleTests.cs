using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Teams.Fake;
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
        var (incident, thread) = await typed.StartAsync(bot, "P1 Database Connection Pool Exhaustion");

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

    [Fact]
    public async Task Is_the_example_when_half_of_it_is_typed_in_Slack_and_half_in_Teams()
    {
        var clock = new ShiftedClock(At("14:30"));
        await using var teams = await FakeConnector.StartAsync();
        await using var login = await FakeLogin.StartAsync();
        await using var slack = await SlackWorld.CreateAsync(postgres, clock, BesideSlack.SettingsOf(teams, login));
        using var typed = new TypedInTeams(teams, login, clock, slack.Bot.Address);
        var incident = await slack.StartIncidentAsync("P1 Database Connection Pool Exhaustion");
        var thread = typed.NewThread();
        await typed.CallAsync(thread, Ada, $"join {incident.Id}");
        await typed.HeardAsync(thread, "Database Connection Pool Exhaustion");

        await typed.SayAsync(thread, Grace, "14:30 High error rate detected -&gt; Alert fired, on-call paged");
        clock.MoveTo(At("14:35"));
        await incident.CommandsAsync("status investigating Team assembled, logs reviewed");
        clock.MoveTo(At("14:45"));
        await typed.CallAsync(thread, Grace, "status identified Slow query in call routing logic");
        clock.MoveTo(At("15:00"));
        await incident.CommandsAsync("mitigate Increased connection pool, killed slow queries");
        clock.MoveTo(At("15:15"));
        await typed.SayAsync(thread, Ada, "15:15 Service restored → Health checks passing");
        clock.MoveTo(At("16:45"));
        await incident.CommandAllAsync("note 16:45 Post-incident review -> Team debrief", "resolve");
        foreach (var (command, place) in WorkedExampleScript.Documented.Select((command, place) => (command, place)))
            await (place % 2 == 0 ? (Task)typed.CallAsync(thread, Ada, command) : incident.CommandsAsync(command));

        Assert.Equal("INC-2024-0115-1430", incident.Id);
        Assert.Equal(await WorkedExampleScript.DocumentAsync(TypedInTeams.Cancel), await incident.FinishedAsync());
        await typed.HeardAsync(thread, "Postmortem draft");
        await slack.OutboxIsEmptyAsync();
        Assert.Contains(incident.Home.BotPosts, post => post.VisibleText.Contains("Slow query in call routing logic", StringComparison.Ordinal));
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.ParseExact($"2024-01-15 {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
