using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Brings what search reads up to what was recorded, a batch at a time and each in one transaction, so that it goes on where it stopped.</summary>
internal sealed class SearchIndex(NpgsqlDataSource dataSource)
{
    private const int LargestBatch = 2_000;

    private readonly SearchHorizon _horizon = new();

    /// <returns>Whether there is more to do at once.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(@key)", new { key = SearchIndexer.LockKey }))
            return false;

        var records = await SearchRecords.AdvanceAsync(connection, cancellationToken);
        var log = await AdvanceLogAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return records || log;
    }

    /// <summary>Forgets everything: the next batches read it all again.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ClearAsync(connection);
    }

    private static Task ClearAsync(NpgsqlConnection connection) =>
        connection.ExecuteAsync("truncate search_texts, search_records; update search_progress set event_id = 0");

    private async Task<bool> AdvanceLogAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var done = await connection.QuerySingleAsync<long>("select event_id from search_progress");
        var last = await SearchHorizon.LastAsync(connection);
        if (last < done)
        {
            // The log is another one, from an earlier copy perhaps.
            await ClearAsync(connection);
            return true;
        }

        if (last == done)
            return false;

        var complete = await _horizon.ReadAsync(connection, done, last);
        var news = await ReadAsync(connection, done);
        var isFull = news.Count == LargestBatch;
        var upTo = isFull ? news[^1].Id : last;
        foreach (var ofIncident in news.GroupBy(row => row.Incident))
            await SearchChat.RewriteAsync(connection, new IncidentId(ofIncident.Key), [.. ofIncident], upTo, cancellationToken);

        var reached = Math.Min(complete, upTo);
        if (reached > done)
            await connection.ExecuteAsync("update search_progress set event_id = @reached", new { reached });
        return isFull && reached > done;
    }

    private static async Task<List<SearchNews>> ReadAsync(NpgsqlConnection connection, long done)
    {
        const string sql = """
            select id, incident_id as Incident, kind, platform, workspace, channel, message_id as MessageId, detail ->> 'id' as Named
              from timeline_events
             where id > @done
               and kind in ('message', 'edit', 'deletion', 'name')
             order by id
             limit @most
            """;
        return [.. await connection.QueryAsync<SearchNews>(sql, new { done, most = LargestBatch })];
    }
}

/// <summary>An event that changes what can be found in the chat.</summary>
internal sealed record SearchNews
{
    public required long Id { get; init; }
    public required string Incident { get; init; }
    public required string Kind { get; init; }
    public string? Platform { get; init; }
    public string? Workspace { get; init; }
    public string? Channel { get; init; }
    public string? MessageId { get; init; }

    /// <summary>Whose bare id has become a name.</summary>
    public string? Named { get; init; }
}
