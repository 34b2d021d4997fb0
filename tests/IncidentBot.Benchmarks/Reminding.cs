using System.Diagnostics;
using System.Globalization;
using IncidentBot.Chat.Reminders;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IncidentBot.Benchmarks;

/// <summary><c>reminders</c>: what one sweep costs with few and with many open items, of which equally many are overdue.</summary>
internal static class Reminding
{
    private const int Incidents = 1_000;
    private const int Overdue = 4_000;

    /// <summary>A Wednesday at ten, when everybody in UTC is at work.</summary>
    private static readonly DateTimeOffset Now = new(2024, 1, 17, 10, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync()
    {
        foreach (var open in new[] { 10_000, 100_000 })
        {
            await using var ground = await LookGround.StartAsync();
            await ground.FillAsync(Incidents, messages: 0);
            await FillAsync(ground.DataSource, open);
            var (count, first) = await SweepAsync(ground.DataSource, Now);
            var (_, again) = await SweepAsync(ground.DataSource, Now.AddMinutes(5));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{open,7:N0} open items, {Overdue:N0} overdue: {count:N0} reminders written in {first.TotalMilliseconds,6:0} ms (goal < 1000), the next sweep, with nothing due, {again.TotalMilliseconds,6:0.0} ms"));
        }

        return 0;
    }

    /// <summary>As the job does it, but nothing is enqueued.</summary>
    private static async Task<(int Count, TimeSpan Elapsed)> SweepAsync(NpgsqlDataSource dataSource, DateTimeOffset now)
    {
        var options = Options.Create(new ReminderOptions());
        var (reminders, names) = (new ReminderStore(dataSource), new NameStore(dataSource, Options.Create(new PeopleOptions())));
        var people = new PeopleDirectory(new AccountTies(dataSource), new DatabaseNews(dataSource, TimeProvider.System, NullLogger<DatabaseNews>.Instance));
        var teams = new TeamBook(new TeamStore(dataSource), names, people, options);
        var planner = new ReminderPlanner(new OwedItems(reminders, names, teams, people, options), new DigestStore(dataSource), teams, names, options);

        var watch = Stopwatch.StartNew();
        var rows = await reminders.ToLookAtAsync(now, 20_000, CancellationToken.None);
        var (due, looks) = await planner.PlanAsync(rows, now, CancellationToken.None);
        foreach (var together in due.GroupBy(reminder => reminder.To).Chunk(25))
            await reminders.AddAsync([.. together.SelectMany(recipient => recipient)], (_, _) => { }, now, CancellationToken.None);
        if (looks.Count > 0)
            await reminders.LookAgainAsync(looks, CancellationToken.None);
        return (due.Count, watch.Elapsed);
    }

    /// <summary>As they stand when all were looked at yesterday: what is not due yet waits for its day.</summary>
    private static async Task FillAsync(NpgsqlDataSource dataSource, int open)
    {
        const string sql = """
            insert into action_items (incident_id, id, text, owner_name, owner_id, priority, due_on, status, created_at, settled_at, look_at)
            select ids.id, 'AI-' || lpad((n / $3)::text, 3, '0'), 'Something to do about it', 'Somebody', 'slack:T01/U' || n % 500, 'P1',
                   case when n <= $2 then date '2024-01-16' - n % 20 else date '2024-03-01' + n % 300 end, 'Open', '2023-12-01', '2023-12-01',
                   case when n <= $2 then timestamptz '2024-01-17 09:00+00' else timestamptz '2024-02-27 10:00+00' + make_interval(days => n % 300) end
              from generate_series(1, $1) n
              join (select id, row_number() over (order by id) - 1 as place from incidents) ids on ids.place = n % $3
            """;
        await using var fill = dataSource.CreateCommand(sql);
        fill.CommandTimeout = 600;
        foreach (var value in new[] { open, Overdue, Incidents })
            fill.Parameters.Add(new() { Value = value });
        await fill.ExecuteNonQueryAsync();
        await using var analyze = dataSource.CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync();
    }
}
