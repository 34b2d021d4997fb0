using System.Diagnostics;
using Hangfire;
using Hangfire.PostgreSql;
using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class KilledWhileRemindingTests(PostgresFixture postgres)
{
    /// <summary>Slack lets a bot open fifty conversations a minute: with more, the test would wait for that.</summary>
    private const int People = 45;

    /// <summary>What a killed host was at is taken up after a minute, what it had locked after another.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

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
        // What a killed host was at is taken up after a minute, and a machine that is busy with tests is slow to start a process.
        var watch = Stopwatch.StartNew();
        while (await Rows.CountAsync(world.Database, sql) is var reached && reached < count)
        {
            if (watch.Elapsed > LongestWait)
                Assert.Fail($"Never reached {count}, but {reached}: {sql}\n{string.Join('\n', await StateAsync(world))}");
            await Task.Delay(200, SlackWorld.Cancel);
        }
    }

    private static async Task<IReadOnlyList<string>> StateAsync(SlackWorld world)
    {
        const string sql = """
            select concat_ws(' ', count(*), kind, 'sent', sent_at is not null, 'posted', post_id is not null, dropped_why) from reminders group by kind, sent_at is not null, post_id is not null, dropped_why
            union all
            select concat_ws(' ', count(*), kind, 'sent', sent_at is not null, last_error) from outbox group by kind, sent_at is not null, last_error
            union all
            select concat_ws(' ', count(*), statename) from hangfire.job group by statename
            union all
            select concat_ws(' ', 'job', j.id, j.createdat, 'queued', q.id is not null, 'fetched', q.fetchedat, 'now', now(), j.invocationdata ->> 'Type')
              from hangfire.job j
              left join hangfire.jobqueue q on q.jobid = j.id
             where j.statename not in ('Succeeded', 'Deleted')
            union all
            select concat_ws(' ', 'server', id, lastheartbeat) from hangfire.server
            """;
        var state = new List<string>();
        await using var connection = new NpgsqlConnection(world.Database);
        await connection.OpenAsync(SlackWorld.Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(SlackWorld.Cancel);
        while (await reader.ReadAsync(SlackWorld.Cancel))
            state.Add(reader.GetString(0));
        return state;
    }
}
