using Dapper;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>A reminder that was decided and is not said yet.</summary>
/// <param name="Item">As it is now; nothing where it is a digest.</param>
public sealed record WaitingReminder(long Id, string Kind, string Slot, Recipient To, OwedRow? Item)
{
    public DueReminder Due => new(Item!.Incident, Item.ItemId, Kind, Slot, To);
}

/// <param name="Why">Nothing where it is to be said.</param>
public sealed record ReminderVerdict(WaitingReminder Reminder, string? Why);

/// <summary>Reminders between their decision and the message they go out in.</summary>
public sealed class WaitingReminders(NpgsqlDataSource dataSource)
{
    private const string Reading = $"""
        select r.id, r.kind, r.slot, r.recipient, {OwedRow.Columns}
          from reminders r
          left join action_items a on a.incident_id = r.incident_id and a.id = r.item_id
          left join reachable_names n on n.id = a.owner_id
         where r.id = any (@ids)
           and r.dropped_why is null
        """;

    /// <summary>
    /// Settles reminders, once: what is to be said goes into the outbox, and why the others are not said is kept, in one transaction.
    /// </summary>
    public async Task SettleAsync(
        long[] ids, Func<IReadOnlyList<WaitingReminder>, Task<IReadOnlyList<ReminderVerdict>>> decide, Func<IReadOnlyList<WaitingReminder>, OutboxMessage> say, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = $"""
            {Reading}
               and r.sent_at is null
             order by r.id
               for update of r
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var waiting = await ReadAsync(connection, sql, ids);
        if (waiting.Count == 0)
            return;

        var verdicts = await decide(waiting);
        var said = verdicts.Where(verdict => verdict.Why is null).Select(verdict => verdict.Reminder).ToList();
        await DropAsync(connection, verdicts);
        if (said.Count > 0)
            await OutboxStore.AddAsync(connection, [say(said)], now);
        await connection.ExecuteAsync(
            "update reminders set sent_at = @now where id = any (@said)", new { now = now.UtcDateTime, said = said.Select(reminder => reminder.Id).ToArray() });
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Of those that went into the outbox, the ones that no message holds yet.</summary>
    public async Task<IReadOnlyList<WaitingReminder>> UnpostedAsync(long[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, $"{Reading}\n   and r.post_id is null\n order by r.id", ids);
    }

    public async Task DropAsync(IReadOnlyList<ReminderVerdict> verdicts, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await DropAsync(connection, verdicts);
    }

    private static Task DropAsync(NpgsqlConnection connection, IReadOnlyList<ReminderVerdict> verdicts)
    {
        const string sql = """
            update reminders r
               set dropped_why = dropped.why
              from unnest(@ids, @whys) as dropped (id, why)
             where r.id = dropped.id
            """;
        var dropped = verdicts.Where(verdict => verdict.Why is not null).ToList();
        return dropped.Count == 0
            ? Task.CompletedTask
            : connection.ExecuteAsync(sql, new { ids = dropped.Select(verdict => verdict.Reminder.Id).ToArray(), whys = dropped.Select(verdict => verdict.Why).ToArray() });
    }

    private static async Task<IReadOnlyList<WaitingReminder>> ReadAsync(NpgsqlConnection connection, string sql, long[] ids)
    {
        var rows = await connection.QueryAsync<Row, OwedRow?, WaitingReminder>(
            sql, (row, item) => new WaitingReminder(row.Id, row.Kind, row.Slot, new Recipient(row.Recipient), item), new { ids }, splitOn: "IncidentId");
        return [.. rows];
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public required string Kind { get; init; }
        public required string Slot { get; init; }
        public required string Recipient { get; init; }
    }
}
