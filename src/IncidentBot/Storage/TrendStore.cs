using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What the trends need of one incident.</summary>
/// <param name="AcknowledgedAt">
/// When the first human did something after the declaration: wrote, gave a command, or took a role. This is the one place
/// that says so.
/// </param>
public sealed record IncidentTimes(Incident Incident, Detection? Detection, DateTimeOffset? AcknowledgedAt);

/// <summary>An action item that is not done.</summary>
public sealed record WaitingItem(Priority Priority, DateOnly? DueOn, DateTimeOffset? CreatedAt);

/// <summary>One that was done; what was dropped does not count.</summary>
public sealed record DoneItem(Priority Priority, DateOnly? DueOn, DateTimeOffset? CreatedAt, DateTimeOffset DoneAt);

/// <summary>What the trends are counted from. Drills and what was cancelled are left out, and nothing is told of persons.</summary>
public sealed class TrendStore(NpgsqlDataSource dataSource)
{
    private const string Counts = $"i.version > 0 and not i.is_drill and i.status <> 'Cancelled' and {Audience.Condition}";

    /// <summary>Incidents that started since a moment.</summary>
    public async Task<IReadOnlyList<IncidentTimes>> TimesAsync(Audience audience, DateTimeOffset since, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select i.record -> 'incident' as Incident, i.record -> 'detection' as Detection, answered.occurred_at as AcknowledgedAt
              from incidents i
              left join lateral (
                    select e.occurred_at
                      from timeline_events e
                     where e.incident_id = i.id
                       and e.id > (select d.id from timeline_events d where d.incident_id = i.id and d.kind = 'declared' order by d.id limit 1)
                       and e.person_id <> @bot
                       and (e.kind in ('command', 'role') or (e.kind = 'message' and e.detail ->> 'fromBot' is distinct from 'true'))
                     order by e.id
                     limit 1) as answered on true
             where i.started_at >= @since
               and {Counts}
            """;
        var rows = await QueryAsync<(string Incident, string? Detection, DateTime? AcknowledgedAt)>(sql, audience, new { since = since.UtcDateTime, bot = Person.Bot.Id }, cancellationToken);
        return
        [
            .. rows.Select(row => new IncidentTimes(
                Json.Read<Incident>(row.Incident),
                row.Detection is null ? null : Json.Read<Detection>(row.Detection),
                row.AcknowledgedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null)),
        ];
    }

    /// <summary>Of all incidents, however old.</summary>
    public async Task<IReadOnlyList<WaitingItem>> WaitingItemsAsync(Audience audience, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select a.priority as Priority, a.due_on as DueOn, a.created_at as CreatedAt
              from action_items a
              join incidents i on i.id = a.incident_id
             where a.status in ('Open', 'InProgress')
               and {Counts}
            """;
        var rows = await QueryAsync<(string Priority, DateOnly? DueOn, DateTime? CreatedAt)>(sql, audience, new { }, cancellationToken);
        return [.. rows.Select(row => new WaitingItem(Enum.Parse<Priority>(row.Priority), row.DueOn, row.CreatedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null))];
    }

    /// <summary>Of all incidents, however old, done since a moment.</summary>
    public async Task<IReadOnlyList<DoneItem>> DoneItemsAsync(Audience audience, DateTimeOffset since, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select a.priority as Priority, a.due_on as DueOn, a.created_at as CreatedAt, a.closed_at as DoneAt
              from action_items a
              join incidents i on i.id = a.incident_id
             where a.status = 'Done'
               and a.closed_at >= @since
               and {Counts}
            """;
        var rows = await QueryAsync<(string Priority, DateOnly? DueOn, DateTime? CreatedAt, DateTime DoneAt)>(sql, audience, new { since = since.UtcDateTime }, cancellationToken);
        return [.. rows.Select(row => new DoneItem(Enum.Parse<Priority>(row.Priority), row.DueOn, row.CreatedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, new DateTimeOffset(row.DoneAt, TimeSpan.Zero)))];
    }

    private async Task<IEnumerable<T>> QueryAsync<T>(string sql, Audience audience, object parameters, CancellationToken cancellationToken)
    {
        var asked = new DynamicParameters(audience.Parameters);
        asked.AddDynamicParams(parameters);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync<T>(new CommandDefinition(sql, asked, cancellationToken: cancellationToken));
    }
}
