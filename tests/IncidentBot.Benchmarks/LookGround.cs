using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IncidentBot.Benchmarks;

/// <summary>A database with as many incidents and messages as one likes, all made up, their words as unevenly spread as people's.</summary>
internal sealed class LookGround : IAsyncDisposable
{
    private static readonly string[] Services = ["checkout-api", "payments", "search", "login", "gateway", "mail", "reports", "billing", "campaigns", "stock"];

    private readonly DirectoryInfo _folder;
    private readonly EmbeddedPostgres _postgres;
    private readonly Database _database;

    private LookGround(DirectoryInfo folder, EmbeddedPostgres postgres, Database database) => (_folder, _postgres, _database) = (folder, postgres, database);

    public NpgsqlDataSource DataSource => _database.DataSource;

    public string ConnectionString => _postgres.ConnectionString;

    public static async Task<LookGround> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-look-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
        var postgres = await EmbeddedPostgres.StartAsync(folder.FullName, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:IncidentBot"] = postgres.ConnectionString }).Build();
        return new LookGround(folder, postgres, await Database.OpenAsync(settings, NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None));
    }

    public async Task FillAsync(int incidents, int messages)
    {
        await using (var connection = await DataSource.OpenConnectionAsync())
        {
            await using var copy = await connection.BeginBinaryImportAsync("copy incidents (id, title, status, severity, started_at, is_private, is_drill, version, record, created_at) from stdin (format binary)");
            for (var number = 0; number < incidents; number++)
                await WriteAsync(copy, RecordOf(number));
            await copy.CompleteAsync();
        }

        const string chat = """
            insert into timeline_events (incident_id, key, kind, occurred_at, precision, recorded_at, person_id, person_name, platform, workspace, channel, message_id, detail)
            select ids.id, 'bench ' || m, 'message', now(), 'Exact', now(), 'slack:T01/U0' || m % 50, 'Somebody', 'slack', 'T01', 'C' || ids.place, m::text,
                   jsonb_build_object('kind', 'message', 'text', said.words
                       || case when m % 2 = 0 then ' the pool is full' else '' end
                       || case when m % 3 = 0 then ' error rate at ' || m % 100 || '%' else '' end
                       || case when m % 997 = 0 then ' connection_pool.exhausted' else '' end
                       || case when m % 4999 = 0 then ' E11000 duplicate key' else '' end)
              from generate_series(1, $1) m
              join (select id, row_number() over (order by id) - 1 as place from incidents) ids on ids.place = (m / 7) % $2
             cross join lateral (select string_agg('w' || floor(power(random(), 3) * 9000 + g * 0)::int, ' ') as words from generate_series(1, 9) g where m > 0) said
            """;
        await using (var fill = DataSource.CreateCommand(chat))
        {
            fill.CommandTimeout = 600;
            fill.Parameters.Add(new() { Value = messages });
            fill.Parameters.Add(new() { Value = incidents });
            await fill.ExecuteNonQueryAsync();
        }

        await using var analyze = DataSource.CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync();
    }

    public async Task WaitUntilIndexedAsync()
    {
        await using var behind = DataSource.CreateCommand("""
            select (select count(*) from incidents where version > 0) > (select count(*) from search_records)
                or (select coalesce(max(id), 0) from timeline_events where kind = 'message') > (select event_id from search_progress)
            """);
        while (await behind.ExecuteScalarAsync() is true)
            await Task.Delay(200);
    }

    public async Task AskNothingAsync()
    {
        await using var nothing = DataSource.CreateCommand("select 1");
        await nothing.ExecuteScalarAsync();
    }

    public async Task<long> IndexMegabytesAsync()
    {
        await using var size = DataSource.CreateCommand("select pg_total_relation_size('search_texts') / 1024 / 1024");
        return (long)(await size.ExecuteScalarAsync())!;
    }

    /// <summary>As if another host were at it: the bot's own indexer does nothing until this is disposed.</summary>
    public async Task<IAsyncDisposable> HoldIndexAsync()
    {
        var connection = await DataSource.OpenConnectionAsync();
        await using var hold = new NpgsqlCommand($"begin; select pg_advisory_xact_lock({SearchIndexer.LockKey})", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>The same for the same number.</summary>
    public static IncidentRecord RecordOf(int number)
    {
        var start = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number * 731);
        var person = new Person($"slack:T01/U{number % 40:00}", "Somebody");
        var told = new (Topic Topic, string Text)[]
        {
            (Topic.PrimaryCause, $"w{number % 89} query held the connection pool, w{number % 311} w{number % 1013} timed out"),
            (Topic.Summary, $"During peak traffic w{number % 71} failed with 503 errors for w{number % 499}, E{11000 + number % 60} duplicate key"),
            (Topic.ContributingFactor, $"No limit on w{number % 211}"),
        };
        return IncidentRecord.Empty(IncidentId.For(start)) with
        {
            Version = 1,
            Incident = new Incident
            {
                Id = IncidentId.For(start),
                Title = $"{Services[number % 10]} is slow: w{number % 97} w{number % 401}",
                Severity = Severity.P1,
                Status = IncidentStatus.Closed,
                Services = [Services[number % 10]],
                DeclaredAt = start,
                DeclaredBy = person,
                StartedAt = new Moment(start),
                IsPrivate = number % 25 == 0,
            },
            Statements = told.ToImmutableSortedDictionary(said => said.Topic, said => ImmutableArray.Create(new Statement(said.Text, person, start, [1]))),
            Entries = [.. Enumerable.Range(1, 15).Select(entry => new TimelineEntry(entry, EntryKind.Note, new Moment(start.AddMinutes(entry)), $"w{(number + entry) % 700} restarted on db-{(number + entry) % 90}", "Watched it", [entry]))],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, IncidentRecord record)
    {
        var incident = record.Incident;
        await copy.StartRowAsync();
        await copy.WriteAsync(incident.Id.Value);
        await copy.WriteAsync(incident.Title);
        await copy.WriteAsync(incident.Status.ToString());
        await copy.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{incident.Severity}"));
        await copy.WriteAsync(incident.StartedAt.At.UtcDateTime);
        await copy.WriteAsync(incident.IsPrivate);
        await copy.WriteAsync(incident.IsDrill);
        await copy.WriteAsync(record.Version);
        await copy.WriteAsync(Json.Write(record), NpgsqlTypes.NpgsqlDbType.Jsonb);
        await copy.WriteAsync(incident.StartedAt.At.UtcDateTime);
    }
}
