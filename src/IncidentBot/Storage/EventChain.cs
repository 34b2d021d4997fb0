using System.Data;
using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <param name="Head">The last seal in hexadecimal digits; empty as long as nothing is sealed.</param>
public sealed record ChainHead(long Length, string Head);

/// <summary>
/// Seals each incident's log: a link for every event, in the order of sealing, and one more when an event is changed by
/// right. It works beside the road of the messages, never on it, and its cost is that of what is new.
/// </summary>
public sealed class EventChain(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>An event is there for all to see at the latest so long after it says it was recorded.</summary>
    internal static readonly TimeSpan LateCommit = TimeSpan.FromMinutes(5);

    // Any number that nothing else in this database locks.
    private const long RunKey = 0x1C1D_0B07_0002;

    /// <summary>Seals all incidents that have anything new; nothing where that is being done at this moment.</summary>
    public async Task SealNewAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await connection.QuerySingleAsync<bool>("select pg_try_advisory_lock(@RunKey)", new { RunKey }))
            return;

        try
        {
            await SealNewAsync(connection, cancellationToken);
        }
        finally
        {
            if (connection.FullState.HasFlag(ConnectionState.Open))
                await connection.ExecuteAsync("select pg_advisory_unlock(@RunKey)", new { RunKey });
        }
    }

    private async Task SealNewAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string whose = """
            select incident_id
              from timeline_events
             where id > @searchedTo
             union
            select e.incident_id
              from timeline_events d
              join timeline_events e using (message_id, channel, workspace, platform)
             where d.id > @searchedTo
               and d.kind = 'deletion'
            """;
        const string advance = "update sealing set searched_to = greatest(searched_to, @upTo)";
        var searchedTo = await connection.QuerySingleAsync<long>("select searched_to from sealing");
        var upTo = await SettledAsync(connection, null, searchedTo, cancellationToken);
        var incidents = (await connection.QueryAsync<string>(new CommandDefinition(whose, new { searchedTo }, cancellationToken: cancellationToken))).ToList();
        foreach (var incident in incidents)
            await SealAsync(connection, new IncidentId(incident), cancellationToken);
        await connection.ExecuteAsync(advance, new { upTo });
    }

    /// <summary>Seals what is new of one incident.</summary>
    public async Task<ChainHead> SealAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await SealAsync(connection, incident, cancellationToken);
    }

    // All that is unsealed at a moment is sealed in one transaction: what is sealed later, and says it was recorded long
    // before, was not there.
    private async Task<ChainHead> SealAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        await EventChainState.OpenAsync(connection, incident, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chain = await EventChainState.LockAsync(connection, incident, cancellationToken);
        // Before the events are read: whatever it counts as settled is among them.
        var settled = await SettledAsync(connection, incident, chain.SealedUpTo, cancellationToken);
        var now = time.GetUtcNow();
        foreach (var happened in await UnsealedAsync(connection, chain, cancellationToken))
            chain.Add(happened, ChainLink.New, now);
        foreach (var happened in await RedactedAsync(connection, incident, cancellationToken))
            chain.Add(happened, ChainLink.Redacted, now);

        chain.SealedUpTo = settled;
        await chain.SaveAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ChainHead(chain.Length, Convert.ToHexStringLower(chain.Head));
    }

    /// <summary>The number up to which no event can come any more.</summary>
    private async Task<long> SettledAsync(NpgsqlConnection connection, IncidentId? incident, long after, CancellationToken cancellationToken)
    {
        const string ofAll = "select coalesce(max(id), @after) from timeline_events where id > @after and recorded_at < @before";
        const string ofOne = $"{ofAll} and incident_id = @id";
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            incident is null ? ofAll : ofOne,
            new { after, before = (time.GetUtcNow() - LateCommit).UtcDateTime, id = incident?.Value },
            cancellationToken: cancellationToken));
    }

    private static async Task<List<ChainedEvent>> UnsealedAsync(NpgsqlConnection connection, EventChainState chain, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {ChainedEvent.Columns}
              from timeline_events e
             where e.incident_id = $1
               and e.id > $2
               and not exists (select from event_seals s where s.incident_id = e.incident_id and s.event_id = e.id)
             order by e.id
            """;
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = chain.Incident.Value }, new() { Value = chain.SealedUpTo } } };
        return await ChainedEvent.ReadAllAsync(command, cancellationToken);
    }

    /// <summary>What was sealed with its words, and whose message was deleted lately, whichever incident's people did it.</summary>
    private static async Task<IEnumerable<ChainedEvent>> RedactedAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {ChainedEvent.Columns}
              from timeline_events d
              join timeline_events e using (message_id, channel, workspace, platform)
             where d.id > (select searched_to from sealing)
               and d.kind = 'deletion'
               and e.incident_id = $1
               and e.kind in ('message', 'edit', 'keep')
             order by e.id
            """;
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = incident.Value } } };
        var events = (await ChainedEvent.ReadAllAsync(command, cancellationToken)).DistinctBy(happened => happened.Id).ToList();
        var links = await EventChainLinks.LastOfAsync(connection, incident, events, cancellationToken);
        return events.Where(happened => links.TryGetValue(happened.Id, out var link) && happened.IsRedactedSince(link));
    }
}
