using Dapper;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Somebody with open work whose digest of a week was not decided yet.</summary>
public sealed record DigestWanted
{
    public required string PersonId { get; init; }
    public string? TimeZone { get; init; }
    public string? Standing { get; init; }

    /// <summary>When the first of their items became theirs as it is.</summary>
    public DateTime? SettledAt { get; init; }
}

public sealed class DigestStore(NpgsqlDataSource dataSource)
{
    public async Task<bool> IsToLookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = "select exists (select from digest_look where look_at <= @now)";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(sql, new { now = now.UtcDateTime }, cancellationToken: cancellationToken));
    }

    public async Task LookAgainAsync(DateTimeOffset? at, CancellationToken cancellationToken)
    {
        const string sql = "update digest_look set look_at = coalesce(@at, 'infinity')";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { at = at?.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>Those who own something that is open and not snoozed.</summary>
    /// <param name="today">The latest day that is today anywhere.</param>
    public async Task<IReadOnlyList<DigestWanted>> WantedAsync(DateOnly week, DateOnly today, CancellationToken cancellationToken)
    {
        const string sql = """
            select owner_id as PersonId, n.time_zone as TimeZone, n.standing, min(settled_at) as SettledAt
              from action_items
              left join reachable_names n on n.id = owner_id
             where status in ('Open', 'InProgress')
               and owner_id is not null
               and (snoozed_until is null or snoozed_until <= @today)
               and not exists (select
                                 from reminders r
                                where r.kind = 'digest'
                                  and r.slot = @slot
                                  and r.recipient = 'person ' || owner_id)
             group by owner_id, n.time_zone, n.standing
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<DigestWanted>(new CommandDefinition(sql, new { slot = ReminderPolicy.SlotOf(week), today }, cancellationToken: cancellationToken))];
    }

    /// <summary>The teams that own something that is open, in lower case.</summary>
    public async Task<IReadOnlyList<string>> TeamsAtWorkAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            select distinct lower(owner_name)
              from action_items
             where status in ('Open', 'InProgress')
               and owner_id is null
               and owner_name is not null
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: cancellationToken))];
    }
}
