using System.Transactions;
using Dapper;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>The sweep's view: which items are to be looked at, and the reminders that come of it.</summary>
public sealed class ReminderStore(NpgsqlDataSource dataSource)
{
    /// <summary>Of the daily ones only these are needed to know whether today's was decided.</summary>
    private const int RecentDays = 3;

    /// <summary>Items whose time has come to be looked at.</summary>
    public async Task<IReadOnlyList<OwedRow>> ToLookAtAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {OwedRow.Columns},
                   array(select concat_ws(E'\n', r.kind, r.slot, r.recipient)
                           from reminders r
                          where r.incident_id = a.incident_id
                            and r.item_id = a.id
                            and r.dropped_why is null
                            and (r.kind <> 'overdue' or r.slot >= @recent)) as Told
              from (select incident_id, id
                      from action_items
                     where look_at <= @now
                     order by look_at
                     limit @most) as due
              join action_items a using (incident_id, id)
              left join reachable_names n on n.id = a.owner_id
            """;
        var recent = ReminderPolicy.SlotOf(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-RecentDays));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<OwedRow>(new CommandDefinition(sql, new { now = now.UtcDateTime, most, recent }, cancellationToken: cancellationToken))];
    }

    public async Task<IReadOnlyDictionary<string, IncidentCharge>> InChargeAsync(IReadOnlyCollection<string> incidents, CancellationToken cancellationToken)
    {
        const string sql = """
            select i.id as IncidentId, role #>> '{holder,personId}' as CommanderId,
                   coalesce(i.record #>> '{incident,isHomeArchived}', 'false') = 'true' as IsHomeArchived
              from incidents i
              left join lateral jsonb_array_elements(i.record #> '{incident,roles}') as role on role ->> 'role' = 'commander'
             where i.id = any (@incidents)
            """;
        if (incidents.Count == 0)
            return new Dictionary<string, IncidentCharge>();

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var charges = await connection.QueryAsync<IncidentCharge>(new CommandDefinition(sql, new { incidents = incidents.ToArray() }, cancellationToken: cancellationToken));
        return charges.ToDictionary(charge => charge.IncidentId);
    }

    /// <summary>
    /// Writes reminders together with the job that says them, one for each recipient: all or nothing. What is there already,
    /// written by another host, gets no second job.
    /// </summary>
    /// <param name="enqueue">
    /// Gets a recipient and the numbers of their new reminders. It joins the transaction over the same data source, and can do so
    /// only while no connection of ours is open: two open ones would need a distributed transaction.
    /// </param>
    public async Task AddAsync(IReadOnlyCollection<NewReminder> due, Action<Recipient, long[]> enqueue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var transaction = new TransactionScope(
            TransactionScopeOption.RequiresNew,
            new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted },
            TransactionScopeAsyncFlowOption.Enabled);
        foreach (var told in (await InsertAsync(due, now, cancellationToken)).GroupBy(row => row.Recipient))
            enqueue(new Recipient(told.Key), [.. told.Select(row => row.Id)]);
        transaction.Complete();
    }

    /// <summary>Says when items are to be looked at again. One that is being changed, or was, is looked at at once.</summary>
    public async Task LookAgainAsync(IReadOnlyCollection<(OwedRow Row, DateTimeOffset? At)> looks, CancellationToken cancellationToken)
    {
        const string sql = """
            update action_items a
               set look_at = held.at
              from (select known.incident_id, known.id, look.at
                      from unnest(@incidents, @items, @versions, @ats) as look (incident_id, id, version, at)
                      join action_items known on known.incident_id = look.incident_id and known.id = look.id
                     where known.xmin::text = look.version
                     order by known.incident_id, known.id
                       for update of known skip locked) as held
             where a.incident_id = held.incident_id
               and a.id = held.id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            incidents = looks.Select(look => look.Row.IncidentId).ToArray(),
            items = looks.Select(look => look.Row.ItemId).ToArray(),
            versions = looks.Select(look => look.Row.Version).ToArray(),
            ats = looks.Select(look => look.At?.UtcDateTime).ToArray(),
        }, cancellationToken: cancellationToken));
    }

    /// <summary>Settings decide too, and may not be what they were: everything that is owed is looked at once.</summary>
    public async Task LookAtAllAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            update action_items
               set look_at = '-infinity'
             where status in ('Open', 'InProgress')
               and due_on is not null
               and look_at is distinct from '-infinity'::timestamptz;
            update digest_look set look_at = '-infinity'
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
    }

    /// <summary>One host sweeps at a time, so that what one person is told in a morning comes together.</summary>
    /// <returns>Nothing where another one is at it.</returns>
    public async Task<IAsyncDisposable?> BeginSweepAsync(CancellationToken cancellationToken)
    {
        // Any number that nothing else in this database locks.
        const string sql = "select pg_try_advisory_lock(x'1C1D0B070011'::bigint)";
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (await connection.QuerySingleAsync<bool>(new CommandDefinition(sql, cancellationToken: cancellationToken)))
            return new Sweep(connection);

        await connection.DisposeAsync();
        return null;
    }

    private async Task<IReadOnlyList<(long Id, string Recipient)>> InsertAsync(IReadOnlyCollection<NewReminder> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into reminders (incident_id, item_id, kind, slot, recipient, created_at)
            select incident_id, item_id, kind, slot, recipient, @now
              from unnest(@incidents, @items, @kinds, @slots, @recipients) as due (incident_id, item_id, kind, slot, recipient)
                on conflict do nothing
            returning id, recipient
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<(long, string)>(new CommandDefinition(sql, new
        {
            incidents = due.Select(reminder => reminder.IncidentId).ToArray(),
            items = due.Select(reminder => reminder.ItemId).ToArray(),
            kinds = due.Select(reminder => reminder.Kind).ToArray(),
            slots = due.Select(reminder => reminder.Slot).ToArray(),
            recipients = due.Select(reminder => reminder.To.Address).ToArray(),
            now = now.UtcDateTime,
        }, cancellationToken: cancellationToken))];
    }

    private sealed class Sweep(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(x'1C1D0B070011'::bigint)");
            await connection.DisposeAsync();
        }
    }
}
