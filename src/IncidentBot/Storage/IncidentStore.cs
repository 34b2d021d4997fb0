using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Search;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>An incident as lists show it.</summary>
public sealed record IncidentLine
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Status { get; init; }
    public string? Severity { get; init; }
    public DateTime StartedAt { get; init; }
    public bool IsPrivate { get; init; }
    public string? Platform { get; init; }
    public string? Workspace { get; init; }
    public string? Channel { get; init; }
    public string? ChannelName { get; init; }

    /// <summary>Whether whoever asked declared it or has a role in it.</summary>
    public bool IsMine { get; init; }

    /// <summary>Where it was found, if it was looked for by words.</summary>
    public SearchExcerpt? Found { get; init; }

    /// <summary>Where its people talk.</summary>
    public ChannelNamed? Home => Platform is null ? null : new ChannelNamed(new Conversation(Platform, Workspace!, Channel!), ChannelName ?? Channel!);
}

/// <summary>How much of an incident's chat was captured.</summary>
public sealed record CaptureCount
{
    public long Seen { get; init; }
    public long FetchedLate { get; init; }

    /// <summary>Messages, however often each was.</summary>
    public long Edited { get; init; }
    public long Deleted { get; init; }
    public long Files { get; init; }

    /// <summary>When nobody listened, oldest first.</summary>
    public ImmutableArray<CaptureGap> Gaps { get; init; } = [];
}

public sealed class IncidentStore(NpgsqlDataSource dataSource)
{
    internal const string Line = """
        id, title, status, severity, started_at as StartedAt, is_private as IsPrivate,
               record #>> '{incident,home,platform}' as Platform, record #>> '{incident,home,workspace}' as Workspace,
               record #>> '{incident,home,channel}' as Channel, record #>> '{incident,homeName}' as ChannelName
        """;

    public async Task<IncidentRecord?> FindAsync(IncidentId id, CancellationToken cancellationToken)
    {
        const string sql = "select record from incidents where id = @id and version > 0";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { id = id.Value }, cancellationToken: cancellationToken));
        return json is null ? null : Json.Read<IncidentRecord>(json);
    }

    public Task<IReadOnlyList<IncidentLine>> NewestAsync(int count, CancellationToken cancellationToken) => ListAsync($"""
        select {Line}
          from incidents
         where version > 0
         order by started_at desc
         limit @count
        """, new { count }, cancellationToken);

    /// <summary>Every incident there is, the oldest first.</summary>
    public async Task<IReadOnlyList<IncidentId>> AllAsync(CancellationToken cancellationToken)
    {
        const string sql = "select id from incidents where version > 0 order by created_at, id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: cancellationToken))).Select(id => new IncidentId(id))];
    }

    /// <summary>Incidents that were closed or cancelled before a moment, and whose own home is not archived yet.</summary>
    public async Task<IReadOnlyList<Incident>> FiledWithOpenHomeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string sql = """
            select record
              from incidents
             where status in ('Closed', 'Cancelled')
               and record #>> '{incident,hasOwnHome}' = 'true'
               and coalesce(record #>> '{incident,isHomeArchived}', 'false') = 'false'
               and (record #>> '{incident,filedAt}')::timestamptz <= @before
             order by started_at
             limit 200
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var records = await connection.QueryAsync<string>(new CommandDefinition(sql, new { before = before.UtcDateTime }, cancellationToken: cancellationToken));
        return [.. records.Select(record => Json.Read<IncidentRecord>(record).Incident)];
    }

    /// <summary>Those to which something can still be added without being asked why, private ones too: the running first, of them the newest.</summary>
    public async Task<IReadOnlyList<Incident>> UnfiledAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            select record -> 'incident'
              from incidents
             where version > 0
               and status not in ('Closed', 'Cancelled')
             order by status = 'Resolved', started_at desc
             limit 200
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: cancellationToken))).Select(Json.Read<Incident>)];
    }

    public async Task<CaptureCount> CountAsync(IncidentId id, CancellationToken cancellationToken)
    {
        const string counts = """
            select count(*) filter (where kind = 'message') as Seen,
                   count(*) filter (where kind = 'message' and detail ->> 'fromHistory' = 'true') as FetchedLate,
                   count(distinct (channel, message_id)) filter (where kind = 'edit') as Edited,
                   count(distinct (channel, message_id)) filter (where kind = 'deletion') as Deleted,
                   coalesce(sum(jsonb_array_length(detail -> 'files')) filter (where kind = 'message'), 0)::bigint as Files
              from timeline_events
             where incident_id = @id
               and kind in ('message', 'edit', 'deletion')
            """;
        const string gaps = "select detail from timeline_events where incident_id = @id and kind = 'gap' order by id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var counted = await connection.QuerySingleAsync<CaptureCount>(new CommandDefinition(counts, new { id = id.Value }, cancellationToken: cancellationToken));
        var found = await connection.QueryAsync<string>(new CommandDefinition(gaps, new { id = id.Value }, cancellationToken: cancellationToken));
        return counted with { Gaps = [.. found.Select(Json.Read<TimelineDetail>).OfType<CaptureGap>()] };
    }

    /// <summary>Takes the first free id of the minute; who asks at the same moment waits, and gets the next.</summary>
    internal static async Task<IncidentId> ReserveAsync(NpgsqlConnection connection, EventDraft declared)
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

    /// <summary>The record, and nobody else changes it until the transaction ends.</summary>
    internal static async Task<IncidentRecord> LockAsync(NpgsqlConnection connection, IncidentId id)
    {
        const string sql = "select record from incidents where id = @id for update";
        var json = await connection.QuerySingleOrDefaultAsync<string>(sql, new { id = id.Value });
        return json is null ? throw new UnknownIncidentException(id) : Json.Read<IncidentRecord>(json);
    }

    internal static async Task<IncidentRecord> LoadAsync(NpgsqlConnection connection, IncidentId id) =>
        Json.Read<IncidentRecord>(await connection.QuerySingleAsync<string>("select record from incidents where id = @id", new { id = id.Value }));

    internal static Task SaveAsync(NpgsqlConnection connection, IncidentRecord record)
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

    private async Task<IReadOnlyList<IncidentLine>> ListAsync(string sql, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<IncidentLine>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }
}
