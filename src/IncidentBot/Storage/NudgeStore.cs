using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>An incident that is to be looked at.</summary>
/// <param name="Version">As it was when that was written.</param>
public sealed record NudgeLook(IncidentId Incident, long Version);

/// <summary>What a look at an incident has brought.</summary>
/// <param name="Due">Each with the messages that say it.</param>
/// <param name="Over">Those whose reason has gone, each with the message that changes its post, if it does.</param>
public sealed record NudgeVerdict(
    IReadOnlyList<(Nudge Nudge, IReadOnlyList<OutboxMessage> Messages)> Due, IReadOnlyList<(PastNudge Nudge, IReadOnlyList<OutboxMessage> Messages)> Over, DateTimeOffset? LookAt);

public sealed class NudgeStore(NpgsqlDataSource dataSource)
{
    /// <summary>Those whose time has come, the longest due first.</summary>
    public async Task<IReadOnlyList<NudgeLook>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select incident_id, version
              from nudge_looks
             where look_at <= @now
             order by look_at, incident_id
             limit @most
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Incident, long Version)>(new CommandDefinition(sql, new { now = now.UtcDateTime, most }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new NudgeLook(new IncidentId(row.Incident), row.Version))];
    }

    /// <summary>With other settings than the last time, every incident that is not filed is looked at anew.</summary>
    public async Task FollowSettingsAsync(string settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            with changed as (
                insert into nudge_settings (settings)
                values (@settings)
                on conflict (only_one) do update set settings = excluded.settings where nudge_settings.settings <> excluded.settings
                returning settings)
            update nudge_looks l
               set look_at = @now
              from incidents i, changed
             where i.id = l.incident_id
               and i.version > 0
               and i.status not in ('Closed', 'Cancelled')
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { settings, now = now.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Writes the nudges together with the messages that say them, and when to look again. What another host has written
    /// already is not said again, and an incident that has changed meanwhile keeps its look.
    /// </summary>
    public async Task SettleAsync(NudgeLook look, NudgeVerdict verdict, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string add = """
            insert into nudges (incident_id, kind, slot, decided_at)
            values (@incident, @kind, @slot, @now)
            on conflict (incident_id, kind, slot) do nothing
            """;
        const string settle = """
            update nudges
               set settled_at = @now
             where incident_id = @incident and kind = @kind and slot = @slot and settled_at is null
            """;
        const string leave = "update nudge_looks set look_at = @lookAt where incident_id = @incident and version = @version";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var incident = look.Incident.Value;
        foreach (var (nudge, messages) in verdict.Due)
        {
            if (await connection.ExecuteAsync(add, new { incident, kind = nudge.Kind, slot = nudge.Slot, now = now.UtcDateTime }) == 1)
                await OutboxStore.AddAsync(connection, messages, now);
        }

        foreach (var (nudge, messages) in verdict.Over)
        {
            if (await connection.ExecuteAsync(settle, new { incident, kind = nudge.Kind, slot = nudge.Slot, now = now.UtcDateTime }) == 1)
                await OutboxStore.AddAsync(connection, messages, now);
        }

        await connection.ExecuteAsync(leave, new { incident, version = look.Version, lookAt = verdict.LookAt?.UtcDateTime });
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>An incident that cannot be looked at is left alone for a while.</summary>
    public async Task PutOffAsync(NudgeLook look, DateTimeOffset until, CancellationToken cancellationToken)
    {
        const string sql = "update nudge_looks set look_at = @until where incident_id = @incident and version = @version";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { incident = look.Incident.Value, version = look.Version, until = until.UtcDateTime }, cancellationToken: cancellationToken));
    }

    public Task SaidAsync(IncidentId incident, string kind, string slot, DateTimeOffset now, CancellationToken cancellationToken) => MarkAsync(
        "update nudges set sent_at = coalesce(sent_at, @now) where incident_id = @incident and kind = @kind and slot = @slot",
        new { incident = incident.Value, kind, slot, now = now.UtcDateTime }, cancellationToken);

    public Task DropAsync(IncidentId incident, string kind, string slot, string why, CancellationToken cancellationToken) => MarkAsync(
        "update nudges set dropped_why = @why where incident_id = @incident and kind = @kind and slot = @slot and sent_at is null",
        new { incident = incident.Value, kind, slot, why }, cancellationToken);

    /// <summary>Whatever changed may have changed whom to nudge, and when.</summary>
    internal static Task ChangedAsync(NpgsqlConnection connection, IncidentRecord record, DateTimeOffset now)
    {
        const string sql = """
            insert into nudge_looks (incident_id, version, look_at)
            values (@incident, @version, @now)
            on conflict (incident_id) do update set version = excluded.version, look_at = excluded.look_at
            """;
        return connection.ExecuteAsync(sql, new { incident = record.Incident.Id.Value, version = record.Version, now = now.UtcDateTime });
    }

    private async Task MarkAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
