using System.Globalization;
using System.Transactions;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>A reminder that nothing has become of yet, with all that decides whether and to whom it is said.</summary>
public sealed record WaitingReminder(IncidentRecord Record, string ItemId, DateOnly Slot, TimeZoneInfo OwnerZone);

/// <summary>What becomes of a reminder: something is said, or nothing, for a reason.</summary>
public sealed record ReminderOutcome
{
    public OutboxMessage? Message { get; private init; }

    public string? DroppedWhy { get; private init; }

    public static ReminderOutcome Say(OutboxMessage message) => new() { Message = message };

    public static ReminderOutcome Drop(string why) => new() { DroppedWhy = why };
}

public sealed class ReminderStore(NpgsqlDataSource dataSource)
{
    private const string SlotFormat = "yyyy-MM-dd";

    /// <summary>Open items that were due before a date, the longest overdue first.</summary>
    public async Task<IReadOnlyList<OwedItem>> DueBeforeAsync(DateOnly date, CancellationToken cancellationToken)
    {
        const string sql = """
            select a.incident_id as Incident, a.id as ItemId, a.status, a.due_on as DueOn, n.time_zone as TimeZone,
                   (select max(r.slot)
                      from reminders r
                     where r.incident_id = a.incident_id
                       and r.item_id = a.id
                       and r.kind = @kind) as LastSlot
              from action_items a
              left join names n on n.id = a.owner_id
             where a.status in ('Open', 'InProgress')
               and a.due_on < @date
             order by a.due_on, a.incident_id, a.id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<OwedRow>(new CommandDefinition(
            sql, new { date, kind = ReminderPolicy.Overdue }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToOwedItem())];
    }

    /// <summary>
    /// Writes reminders together with the jobs that say them: all or nothing. One that is there already, written by
    /// another host, gets no second job.
    /// </summary>
    /// <param name="enqueue">
    /// Gets a new reminder's number. It joins the transaction over the same data source, and can do so only while no
    /// connection of ours is open: two open ones would need a distributed transaction.
    /// </param>
    public async Task AddAsync(IReadOnlyList<DueReminder> due, Action<long> enqueue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var transaction = new TransactionScope(
            TransactionScopeOption.RequiresNew,
            new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted },
            TransactionScopeAsyncFlowOption.Enabled);
        foreach (var id in await InsertAsync(due, now, cancellationToken))
            enqueue(id);
        transaction.Complete();
    }

    /// <summary>
    /// Settles a reminder, once: what it says goes into the outbox, or why it says nothing is kept, in the transaction
    /// that marks it.
    /// </summary>
    public async Task SettleAsync(long id, Func<WaitingReminder, ReminderOutcome> decide, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            update reminders
               set sent_at = @sentAt, dropped_why = @why
             where id = @id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(connection, id) is not { } waiting)
            return;

        var outcome = decide(waiting);
        if (outcome.Message is { } message)
            await OutboxStore.AddAsync(connection, [message], now);
        DateTime? sentAt = outcome.Message is null ? null : now.UtcDateTime;
        await connection.ExecuteAsync(sql, new { id, sentAt, why = outcome.DroppedWhy });
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<long>> InsertAsync(IReadOnlyList<DueReminder> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into reminders (incident_id, item_id, kind, slot, created_at)
            select incident_id, item_id, kind, slot, @now
              from unnest(@incidents, @items, @kinds, @slots) as due (incident_id, item_id, kind, slot)
                on conflict (incident_id, item_id, kind, slot) do nothing
            returning id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(sql, new
        {
            incidents = due.Select(reminder => reminder.Incident.Value).ToArray(),
            items = due.Select(reminder => reminder.ItemId).ToArray(),
            kinds = due.Select(reminder => reminder.Kind).ToArray(),
            slots = due.Select(reminder => reminder.Slot.ToString(SlotFormat, CultureInfo.InvariantCulture)).ToArray(),
            now = now.UtcDateTime,
        }, cancellationToken: cancellationToken))];
    }

    /// <summary>Nothing where it was settled before.</summary>
    private static async Task<WaitingReminder?> LockAsync(NpgsqlConnection connection, long id)
    {
        const string sql = """
            select r.item_id as ItemId, r.slot, i.record, n.time_zone as TimeZone
              from reminders r
              join incidents i on i.id = r.incident_id
              join action_items a on a.incident_id = r.incident_id and a.id = r.item_id
              left join names n on n.id = a.owner_id
             where r.id = @id
               and r.sent_at is null
               and r.dropped_why is null
               for update of r
            """;
        var row = await connection.QuerySingleOrDefaultAsync<WaitingRow>(sql, new { id });
        return row is null
            ? null
            : new WaitingReminder(Json.Read<IncidentRecord>(row.Record), row.ItemId, SlotOf(row.Slot), TimeZones.Find(row.TimeZone));
    }

    private static DateOnly SlotOf(string text) => DateOnly.ParseExact(text, SlotFormat, CultureInfo.InvariantCulture);

    private sealed record OwedRow
    {
        public required string Incident { get; init; }
        public required string ItemId { get; init; }
        public required string Status { get; init; }
        public DateOnly DueOn { get; init; }
        public string? TimeZone { get; init; }
        public string? LastSlot { get; init; }

        public OwedItem ToOwedItem() => new(
            new IncidentId(Incident), ItemId, Enum.Parse<ActionItemStatus>(Status), DueOn, TimeZones.Find(TimeZone), LastSlot is null ? null : SlotOf(LastSlot));
    }

    private sealed record WaitingRow
    {
        public required string ItemId { get; init; }
        public required string Slot { get; init; }
        public required string Record { get; init; }
        public string? TimeZone { get; init; }
    }
}
