using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Storage;

/// <summary>
/// The only transaction that changes an incident: it locks the incident, lets the decision be made on what is stored,
/// and writes events, record, action items and outbox together. A decision that is refused leaves nothing behind.
/// </summary>
public sealed class IncidentWriter(NpgsqlDataSource dataSource, ConversationDirectory conversations, TimeProvider time)
{
    /// <summary>Opens an incident; its id is the first free one of its minute.</summary>
    /// <param name="decide">Gets the empty record; its decision begins with <see cref="IncidentDeclared"/>, or is a refusal.</param>
    public Task<Change> DeclareAsync(EventStamp stamp, Func<IncidentRecord, Decision> decide, IErrandPlanner planner, CancellationToken cancellationToken) =>
        InTransactionAsync(async connection =>
        {
            if (await FindByKeyAsync(connection, stamp.Key) is { } known)
                return Change.RecordedBefore(await LoadAsync(connection, known));

            var decision = decide(IncidentRecord.Empty(default));
            if (!decision.OpensIncident)
                return Change.Nothing(decision, null);

            var id = await ReserveAsync(connection, decision.Events.First(draft => draft.Detail is IncidentDeclared));
            return await StoreAsync(connection, IncidentRecord.Empty(id), stamp, decision, planner);
        }, cancellationToken);

    /// <param name="about">The message the change is about, where the decision needs to know what it says now.</param>
    public Task<Change> ChangeAsync(
        IncidentId id, EventStamp stamp, EventSource? about, Func<IncidentRecord, KnownMessage?, Decision> decide, IErrandPlanner planner, CancellationToken cancellationToken) =>
        InTransactionAsync(async connection =>
        {
            var record = await LockAsync(connection, id);
            if (await FindByKeyAsync(connection, stamp.Key) is not null)
                return Change.RecordedBefore(record);

            var message = about is null ? null : await TimelineEventStore.FindMessageAsync(connection, about, cancellationToken);
            var decision = decide(record, message);
            return decision.Events.IsEmpty && decision.FollowUps.IsEmpty
                ? Change.Nothing(decision, record)
                : await StoreAsync(connection, record, stamp.InThreadOf(message), decision, planner);
        }, cancellationToken);

    private async Task<Change> StoreAsync(NpgsqlConnection connection, IncidentRecord before, EventStamp stamp, Decision decision, IErrandPlanner planner)
    {
        var now = time.GetUtcNow();
        var record = before;
        var ids = await NumbersAsync(connection, decision.Events.Length);
        for (var place = 0; place < ids.Length; place++)
        {
            var draft = decision.Events[place];
            record = record.Apply(new TimelineEvent(ids[place], draft.OccurredAt, now, draft.By, stamp.Source, draft.Detail));
        }

        await InsertAsync(connection, before.Incident.Id, ids, stamp, decision.Events, now);
        await SaveAsync(connection, record);
        await ActionItemStore.SaveChangesAsync(connection, before, record);
        await ConversationStore.SaveHomeAsync(connection, before, record);
        foreach (var draft in decision.Events)
            await WaitingMarks.FollowAsync(connection, record.Incident.Id, stamp.Source, draft);
        if (decision.Events.Any(draft => draft.Detail is MessageDeleted) && stamp.Source is { } deleted)
            await TimelineEventStore.RedactAsync(connection, deleted, CancellationToken.None);
        await OutboxStore.AddAsync(connection, planner.Plan(before, record, decision), now);
        await connection.ExecuteAsync("select pg_notify('incident', @news)", new { news = $"{record.Incident.Id} {record.Version}" });
        return Change.Stored(decision, record);
    }

    private static async Task<IncidentId> ReserveAsync(NpgsqlConnection connection, EventDraft declared)
    {
        const string sql = """
            insert into incidents (id, title, status, severity, started_at, is_private, is_drill, version, record, created_at)
            values (@id, '', '', null, @start, false, false, 0, '{}', @start)
            on conflict (id) do nothing
            """;
        for (var attempt = 1; ; attempt++)
        {
            var id = IncidentId.For(declared.OccurredAt.At, attempt);
            if (await connection.ExecuteAsync(sql, new { id = id.Value, start = declared.OccurredAt.At.UtcDateTime }) == 1)
                return id;
        }
    }

    private static async Task<IncidentRecord> LockAsync(NpgsqlConnection connection, IncidentId id)
    {
        const string sql = "select record from incidents where id = @id for update";
        var json = await connection.QuerySingleOrDefaultAsync<string>(sql, new { id = id.Value });
        return json is null ? throw new UnknownIncidentException(id) : Json.Read<IncidentRecord>(json);
    }

    private static async Task<IncidentRecord> LoadAsync(NpgsqlConnection connection, IncidentId id) =>
        Json.Read<IncidentRecord>(await connection.QuerySingleAsync<string>("select record from incidents where id = @id", new { id = id.Value }));

    private static async Task<IncidentId?> FindByKeyAsync(NpgsqlConnection connection, string key)
    {
        const string sql = "select incident_id from timeline_events where key = @key";
        return await connection.QuerySingleOrDefaultAsync<string>(sql, new { key }) is { } id ? new IncidentId(id) : null;
    }

    private static async Task<long[]> NumbersAsync(NpgsqlConnection connection, int count)
    {
        const string sql = "select nextval(pg_get_serial_sequence('timeline_events', 'id')) from generate_series(1, @count)";
        return [.. await connection.QueryAsync<long>(sql, new { count })];
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, IncidentId id, long[] ids, EventStamp stamp, ImmutableArray<EventDraft> drafts, DateTimeOffset now)
    {
        const string sql = """
            insert into timeline_events
                   (incident_id, key, kind, occurred_at, precision, recorded_at, person_id, person_name,
                    platform, workspace, channel, message_id, thread_id, permalink, detail, id)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        EventRows.Bind(command.Parameters, [.. drafts.Select((draft, place) =>
            StampedEvent.Of(new NewEvent(id, stamp.KeyOf(place), draft.OccurredAt, draft.By, stamp.Source, draft.Detail), now))]);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = ids });
        await command.ExecuteNonQueryAsync();
    }

    private static Task SaveAsync(NpgsqlConnection connection, IncidentRecord record)
    {
        const string sql = """
            update incidents
               set title = @title, status = @status, severity = @severity, started_at = @startedAt,
                   is_private = @isPrivate, is_drill = @isDrill, version = @version, record = @record::jsonb
             where id = @id
            """;
        var incident = record.Incident;
        return connection.ExecuteAsync(sql, new
        {
            id = incident.Id.Value,
            title = incident.Title,
            status = incident.Status.ToString(),
            severity = incident.Severity?.ToString(),
            startedAt = incident.StartedAt.At.UtcDateTime,
            isPrivate = incident.IsPrivate,
            isDrill = incident.IsDrill,
            version = record.Version,
            record = Json.Write(record),
        });
    }

    private async Task<Change> InTransactionAsync(Func<NpgsqlConnection, Task<Change>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var change = await work(connection);
            if (!change.IsStored)
                return change;

            await transaction.CommitAsync(cancellationToken);
            if (change.Record?.Incident is { Home: { } home, Id: var id })
                conversations.Learn(home, id);
            return change;
        }
        catch (PostgresException race) when (race is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "timeline_events_once" })
        {
            // The same occasion, delivered twice at the same moment: the other one won, and this one finds it.
            return await InTransactionAsync(work, cancellationToken);
        }
        catch (Exception away) when (away is not StorageAwayException && StorageAwayException.Explains(away))
        {
            throw new StorageAwayException(away);
        }
    }
}

/// <summary>What became of a decision.</summary>
/// <param name="Record">As it is now; nothing where there is no incident.</param>
/// <param name="WasRecordedBefore">The same occasion was delivered before, and nothing was done again.</param>
public sealed record Change(Decision Decision, IncidentRecord? Record, bool IsStored, bool WasRecordedBefore)
{
    public static Change Stored(Decision decision, IncidentRecord record) => new(decision, record, true, false);

    public static Change Nothing(Decision decision, IncidentRecord? record) => new(decision, record, false, false);

    public static Change RecordedBefore(IncidentRecord record) => new(Decision.Nothing, record, false, true);
}

/// <summary>Says what the bot has to say and do because of a change; its answer is stored with the change.</summary>
public interface IErrandPlanner
{
    IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision);
}

/// <summary>A conversation names an incident that is not stored: the database is not the one it was.</summary>
public sealed class UnknownIncidentException(IncidentId id) : Exception($"{id} is not in the database.");
