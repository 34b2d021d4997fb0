using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>A waiting message with what became of it so far.</summary>
public sealed record OutboxRow(long Id, string Lane, IncidentId? Incident, Errand Errand, string? MergeKey, DateTimeOffset CreatedAt, int Attempts)
{
    /// <summary>When it was tried first, by whichever host.</summary>
    public DateTimeOffset? TriedSince { get; init; }
}

public sealed class OutboxStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Adds within the caller's transaction; a message that merges takes the place of the one that waits.</summary>
    internal static async Task AddAsync(NpgsqlConnection connection, IEnumerable<OutboxMessage> messages, DateTimeOffset now)
    {
        const string sql = """
            insert into outbox (lane, incident_id, kind, payload, merge_key, created_at, due_at)
            values (@lane, @incident, @kind, @payload::jsonb, @mergeKey, @now, @now)
            on conflict (lane, merge_key)
                where merge_key is not null and started_at is null and sent_at is null and gave_up_at is null
                do update set payload = excluded.payload
            """;
        var rows = messages.Select(message => new
        {
            lane = message.Lane,
            incident = message.Incident?.Value,
            kind = message.Errand.GetType().Name,
            payload = Json.Write(message.Errand),
            mergeKey = message.MergeKey,
            now = now.UtcDateTime,
        }).ToList();
        if (rows.Count == 0)
            return;

        await connection.ExecuteAsync(sql, rows);
        await connection.ExecuteAsync("select pg_notify('outbox', '')");
    }

    /// <summary>Adds messages that belong to no change of an incident.</summary>
    public async Task AddAsync(IEnumerable<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AddAsync(connection, messages, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The first waiting message of each lane that is due and not among those at work.</summary>
    public async Task<IReadOnlyList<OutboxRow>> NextAsync(IReadOnlyCollection<string> lanesAtWork, CancellationToken cancellationToken)
    {
        const string sql = """
            select id, lane, incident_id as Incident, payload, merge_key as MergeKey, created_at as CreatedAt, attempts, started_at as StartedAt
              from (select distinct on (lane) id, lane, incident_id, payload, merge_key, created_at, due_at, attempts, started_at
                      from outbox
                     where sent_at is null and gave_up_at is null and not lane = any (@lanesAtWork)
                     order by lane, id) as first
             where due_at <= @now
             order by id
             limit 100
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            sql, new { lanesAtWork = lanesAtWork.ToArray(), now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToOutboxRow())];
    }

    /// <summary>Set before the platform is asked: what is not marked after a crash was never tried.</summary>
    public Task StartAsync(OutboxRow row, CancellationToken cancellationToken) =>
        ExecuteAsync("update outbox set started_at = coalesce(started_at, @now), attempts = attempts + 1 where id = @id", row, null, default, cancellationToken);

    public Task SentAsync(OutboxRow row, CancellationToken cancellationToken) =>
        ExecuteAsync("update outbox set sent_at = @now, last_error = null where id = @id", row, null, default, cancellationToken);

    /// <summary>Forgets what was said, or given up, before a moment.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string sql = """
            delete from outbox
             where sent_at < @before
                or gave_up_at < @before
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { before = before.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <param name="isUncertain">Whether it may have taken effect; otherwise it counts as never tried.</param>
    public Task TryAgainAsync(OutboxRow row, string error, bool isUncertain, DateTimeOffset dueAt, CancellationToken cancellationToken) => ExecuteAsync(
        isUncertain
            ? "update outbox set last_error = @error, due_at = @dueAt where id = @id"
            : """
              update outbox o
                 set last_error = @error, due_at = @dueAt,
                     started_at = case when exists (select 1
                                                      from outbox newer
                                                     where newer.lane = o.lane and newer.merge_key = o.merge_key and newer.id <> o.id
                                                       and newer.started_at is null and newer.sent_at is null and newer.gave_up_at is null)
                                       then o.started_at end
               where id = @id
              """,
        row, error, dueAt, cancellationToken);

    /// <summary>An errand that takes long says how far it came; begun anew after a restart, it goes on from there.</summary>
    public async Task KeepPlaceAsync(OutboxRow row, Errand errand, CancellationToken cancellationToken)
    {
        const string sql = "update outbox set payload = @payload::jsonb where id = @id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id = row.Id, payload = Json.Write(errand) }, cancellationToken: cancellationToken));
    }

    public Task GiveUpAsync(OutboxRow row, string error, CancellationToken cancellationToken) =>
        ExecuteAsync("update outbox set last_error = @error, gave_up_at = @now where id = @id", row, error, default, cancellationToken);

    private async Task ExecuteAsync(string sql, OutboxRow row, string? error, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { id = row.Id, error, dueAt = dueAt.UtcDateTime, now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public required string Lane { get; init; }
        public string? Incident { get; init; }
        public required string Payload { get; init; }
        public string? MergeKey { get; init; }
        public DateTime CreatedAt { get; init; }
        public int Attempts { get; init; }
        public DateTime? StartedAt { get; init; }

        public OutboxRow ToOutboxRow() =>
            new(Id, Lane, Incident is null ? null : new IncidentId(Incident), Json.Read<Errand>(Payload), MergeKey, new DateTimeOffset(CreatedAt, TimeSpan.Zero), Attempts)
            {
                TriedSince = StartedAt is { } started ? new DateTimeOffset(started, TimeSpan.Zero) : null,
            };
    }
}
