using Dapper;
using IncidentBot.Incidents;
using Npgsql;

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
            if (await TimelineEventStore.FindByKeyAsync(connection, stamp.Key) is { } known)
                return Change.RecordedBefore(await IncidentStore.LoadAsync(connection, known));

            var decision = decide(IncidentRecord.Empty(default));
            if (!decision.OpensIncident)
                return Change.Nothing(decision, null);

            var id = await IncidentStore.ReserveAsync(connection, decision.Events.First(draft => draft.Detail is IncidentDeclared));
            return await StoreAsync(connection, IncidentRecord.Empty(id), stamp, decision, planner);
        }, cancellationToken);

    /// <param name="about">The message the change is about, where the decision needs to know what it says now.</param>
    public Task<Change> ChangeAsync(
        IncidentId id, EventStamp stamp, EventSource? about, Func<IncidentRecord, KnownMessage?, Decision> decide, IErrandPlanner planner, CancellationToken cancellationToken) =>
        InTransactionAsync(async connection =>
        {
            var record = await IncidentStore.LockAsync(connection, id);
            if (await TimelineEventStore.FindByKeyAsync(connection, stamp.Key) is not null)
                return Change.RecordedBefore(record);

            var message = about is null ? null : await TimelineEventStore.FindMessageAsync(connection, about, cancellationToken);
            var decision = decide(record, message);
            return decision.Events.IsEmpty && decision.FollowUps.IsEmpty
                ? Change.Nothing(decision, record)
                : await StoreAsync(connection, record, stamp.InThreadOf(message), decision, planner);
        }, cancellationToken);

    private async Task<Change> StoreAsync(NpgsqlConnection connection, IncidentRecord before, EventStamp stamp, Decision decision, IErrandPlanner planner)
    {
        var now = AsStored(time.GetUtcNow());
        var record = before;
        var ids = await TimelineEventStore.NumbersAsync(connection, decision.Events.Length);
        for (var place = 0; place < ids.Length; place++)
        {
            var draft = decision.Events[place];
            record = record.Apply(new TimelineEvent(ids[place], draft.OccurredAt, now, draft.By, stamp.Source, draft.Detail));
        }

        await TimelineEventStore.InsertAsync(connection, before.Incident.Id, ids, stamp, decision.Events, now);
        await IncidentStore.SaveAsync(connection, record);
        await ActionItemStore.SaveChangesAsync(connection, before, record, now);
        await ReminderPostStore.FollowAsync(connection, before, record, now);
        var homes = await ConversationStore.SaveHomesAsync(connection, before.Incident, record.Incident, now);
        await QuestionStore.FollowAsync(connection, before, record);
        await NudgeStore.ChangedAsync(connection, record, now);
        await PersonColumns.FollowAsync(connection, decision);
        foreach (var draft in decision.Events)
            await WaitingMarks.FollowAsync(connection, record.Incident.Id, stamp.Source, draft);
        if (decision.Events.Any(draft => draft.Detail is MessageDeleted) && stamp.Source is { } deleted)
            await TimelineEventStore.RedactAsync(connection, deleted, CancellationToken.None);
        await OutboxStore.AddAsync(connection, planner.Plan(before, record, decision), now);
        await connection.ExecuteAsync("select pg_notify('incident', @news)", new { news = $"{record.Incident.Id} {record.Version}" });
        return Change.Stored(decision, record) with { Homes = homes };
    }

    /// <summary>The database keeps microseconds: the record must say what the log says when it is read again.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));

    private async Task<Change> InTransactionAsync(Func<NpgsqlConnection, Task<Change>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var change = await work(connection);
            if (!change.IsStored)
                return change;

            await CommitAsync(transaction);
            if (change.Record is { } record)
                conversations.Learn(change.Homes, record.Incident, time.GetUtcNow());
            return change;
        }
        catch (PostgresException race) when (race is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "timeline_events_once" })
        {
            // The same occasion, delivered twice at the same moment: the other one won, and this one finds it.
            return await InTransactionAsync(work, cancellationToken);
        }
        catch (Exception away) when (away is not (StorageAwayException or OutcomeUnknownException) && StorageAwayException.Explains(away))
        {
            throw new StorageAwayException(away);
        }
    }

    /// <summary>Nobody can tell whether a commit that was cut off has taken effect, so it is never cut off by us.</summary>
    private static async Task CommitAsync(NpgsqlTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception lost) when (lost is not PostgresException && StorageAwayException.Explains(lost))
        {
            throw new OutcomeUnknownException(lost);
        }
    }
}

/// <summary>What became of a decision.</summary>
/// <param name="Record">As it is now; nothing where there is no incident.</param>
/// <param name="WasRecordedBefore">The same occasion was delivered before, and nothing was done again.</param>
public sealed record Change(Decision Decision, IncidentRecord? Record, bool IsStored, bool WasRecordedBefore)
{
    internal HomeChanges Homes { get; init; } = HomeChanges.None;

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
