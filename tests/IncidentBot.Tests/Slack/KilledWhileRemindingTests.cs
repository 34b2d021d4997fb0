using Hangfire;
using Hangfire.PostgreSql;
using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class KilledWhileRemindingTests(PostgresFixture postgres)
{
    /// <summary>Slack lets a bot open fifty conversations a minute.</summary>
    private const int People = 80;

    [Fact]
    public async Task A_host_that_is_killed_in_the_middle_of_a_run_loses_no_reminder_and_doubles_none()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        var people = Enumerable.Range(0, People).Select(number => world.Slack.Person($"Owner {number}")).ToList();
        var room = world.NewRoom();
        var incident = await world.StartHereAsync(room, "P1 Much to do");
        await Owing.OweAsync(world, incident.Id, [.. people.Select(person => Owing.IdOf(world, person))]);
        await world.Bot.StopAsync();

        await using (var first = await BotProcess.StartAsync(world.Database, Settings(world), SlackWorld.Cancel))
        {
            Sweep(world);
            await ReachedAsync(world, "select count(*) from reminders where post_id is not null", People / 8);
            await first.KillAsync();
        }

        Assert.True(await Rows.CountAsync(world.Database, "select count(*) from reminders where post_id is not null") < People, "It was killed in the middle.");
        await using var second = await BotProcess.StartAsync(world.Database, Settings(world), SlackWorld.Cancel);
        Sweep(world);
        await ReachedAsync(world, "select count(*) from reminders where post_id is not null and kind = 'overdue'", People);
        await world.OutboxIsEmptyAsync();

        Assert.All(people, person => Assert.Single(world.Slack.DirectTo(person)));
    }

    private static Dictionary<string, string?> Settings(SlackWorld world) => new(world.Settings().Concat(Owing.AtAnyTime)) { ["Questions:Enabled"] = "false" };

    /// <summary>As the timetable does it every five minutes.</summary>
    private static void Sweep(SlackWorld world)
    {
        var storage = new PostgreSqlStorage(
            new Connections(world.Database), new PostgreSqlStorageOptions { SchemaName = "hangfire", PrepareSchemaIfNecessary = false });
        new BackgroundJobClient(storage).Enqueue<RemindOwnersJob>(job => job.RunAsync(CancellationToken.None));
    }

    private sealed class Connections(string database) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => new(database);
    }

    private static async Task ReachedAsync(SlackWorld world, string sql, int count)
    {
        // A process that has only just started, on a machine that is busy with tests, may need longer than anything else here.
        for (var patience = 0; patience < 8 && await Rows.CountAsync(world.Database, sql) < count; patience++)
        {
            try
            {
                await Eventually.GetAsync(async () => await Rows.CountAsync(world.Database, sql) >= count ? true : throw new TimeoutException($"Never reached {count}: {sql}"), SlackWorld.Cancel);
            }
            catch (TimeoutException) when (patience < 7)
            {
                // Once more.
            }
        }
    }
}
