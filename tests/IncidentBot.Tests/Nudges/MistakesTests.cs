using IncidentBot.Jobs;
using IncidentBot.Sandbox.Script;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Nudges;

/// <summary>What is broken, and what lies in the past.</summary>
public sealed class MistakesTests(PostgresFixture postgres)
{
    private const string Break = """
        update incidents
           set record = jsonb_set(record, '{incident,status}', '"Nonsense"')
         where id = @id
        """;

    [Fact]
    public async Task One_broken_incident_keeps_no_other_from_being_nudged_about()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        var other = await world.Slack.StartIncidentAsync("P2 Search is slow");
        await BreakAsync(world);

        await world.PassAsync(3);
        await world.PassAsync(4);

        Assert.Single(world.Said("Who leads?", other.Home));
        Assert.Empty(world.Said("Who leads?"));
        // Left alone for a while, and not for ever.
        Assert.Equal(1, await world.CountAsync($"nudge_looks where look_at > '{NudgedWorld.Monday.AddMinutes(12):O}' and incident_id = '{world.Incident.Id}'"));
    }

    [Fact]
    public async Task Nor_from_being_asked_for_its_document()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow", ("Questions:Enabled", "true"), ("Nudges:Enabled", "false"));
        var other = await world.Slack.StartIncidentAsync("P2 Search is slow");
        await BreakAsync(world);

        await world.MoveAsync(TimeSpan.FromMinutes(15));
        await world.Slack.Bot.Services.GetRequiredService<AskQuestionsJob>().RunAsync(Cancel);
        await world.Slack.OutboxIsEmptyAsync();

        Assert.Contains(other.Home.BotPosts, post => post.Buttons.Any(button => button.Text == "Not now"));
    }

    [Fact]
    public async Task The_played_example_lies_in_the_past_and_nobody_is_nudged_about_it()
    {
        var clock = new ShiftedClock(NudgedWorld.Monday);
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync(), builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("Nudges:Enabled", "true")]);
            builder.Services.AddSingleton<TimeProvider>(clock);
        });
        await host.Get<ScriptPlayer>().PlayAsync(ChatScript.Load(ChatScript.WorkedExample), TimeSpan.Zero, null, Cancel);

        foreach (var days in new[] { 0, 0.01, 0.1, 1, 3, 4, 8, 15, 30 })
        {
            clock.MoveTo(NudgedWorld.Monday.AddDays(days));
            await host.Get<NudgeJob>().RunAsync(Cancel);
        }

        await using var nudges = host.Get<NpgsqlDataSource>().CreateCommand("select count(*) from nudges");
        Assert.Equal(0L, await nudges.ExecuteScalarAsync(Cancel));
        await using var looks = host.Get<NpgsqlDataSource>().CreateCommand("select count(*) from nudge_looks");
        Assert.Equal(1L, await looks.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Hangfire_runs_it_by_the_timetable()
    {
        await using var world = await NudgedWorld.StartAsync(postgres, "P2 Checkout is slow");
        await world.MoveAsync(TimeSpan.FromMinutes(3));

        world.Slack.Bot.Services.GetRequiredService<Hangfire.IRecurringJobManager>().Trigger(RecurringJobs.Nudge);

        await Eventually.TrueAsync(() => world.Said("Who leads?").Count == 1, "the commander is asked for", Cancel);
    }

    private static async Task BreakAsync(NudgedWorld world)
    {
        await world.Slack.OutboxIsEmptyAsync();
        await using var command = world.Slack.Bot.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(Break);
        command.Parameters.AddWithValue("id", world.Incident.Id);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
