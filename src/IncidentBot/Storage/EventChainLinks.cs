using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Reads the links that are there, and adds those that a change by right needs.</summary>
internal static class EventChainLinks
{
    private const string Columns = "place, event_id as EventId, leaf, parts, seal, why, sealed_at as SealedAt";

    public static async Task<IReadOnlyList<ChainLink>> AllAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        const string sql = $"select {Columns} from event_seals where incident_id = @id order by place";
        return (await connection.QueryAsync<ChainLink>(new CommandDefinition(sql, new { id = incident.Value }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>The newest link of each event that has one.</summary>
    public static async Task<Dictionary<long, ChainLink>> LastOfAsync(
        NpgsqlConnection connection, IncidentId incident, IReadOnlyCollection<ChainedEvent> events, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select distinct on (event_id) {Columns}
              from event_seals
             where incident_id = @id
               and event_id = any(@events)
             order by event_id, place desc
            """;
        if (events.Count == 0)
            return [];

        var links = await connection.QueryAsync<ChainLink>(new CommandDefinition(
            sql, new { id = incident.Value, events = events.Select(happened => happened.Id).ToArray() }, cancellationToken: cancellationToken));
        return links.ToDictionary(link => link.EventId);
    }

    /// <summary>
    /// Does a change of events that there is a right to, and seals anew what it changed, in the transaction that is open.
    /// What did not fit its seal before is left as it is: it is no part of that change.
    /// </summary>
    /// <param name="incidents">Whose chains were opened before the transaction.</param>
    /// <param name="why">As in <see cref="ChainLink"/>.</param>
    public static async Task ResealAfterAsync(
        NpgsqlConnection connection, IEnumerable<IncidentId> incidents, string why, DateTimeOffset now, Func<Task> change, CancellationToken cancellationToken)
    {
        var chains = new List<EventChainState>();
        var doubtful = new HashSet<long>();
        foreach (var incident in incidents.OrderBy(id => id.Value, StringComparer.Ordinal))
        {
            chains.Add(await EventChainState.LockAsync(connection, incident, cancellationToken));
            doubtful.UnionWith((await ChangedAsync(connection, incident, cancellationToken)).Select(happened => happened.Id));
        }

        await change();
        foreach (var chain in chains)
        {
            foreach (var happened in await ChangedAsync(connection, chain.Incident, cancellationToken))
            {
                if (!doubtful.Contains(happened.Id))
                    chain.Add(happened, why, now);
            }

            await chain.SaveAsync(cancellationToken);
        }
    }

    /// <summary>Sealed events that are not what they were.</summary>
    private static async Task<IEnumerable<ChainedEvent>> ChangedAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        var events = await EventsAsync(connection, incident, cancellationToken);
        var links = await LastOfAsync(connection, incident, events, cancellationToken);
        return events.Where(happened => links.TryGetValue(happened.Id, out var link) && !happened.HasPartsOf(link)).ToList();
    }

    public static async Task<List<ChainedEvent>> EventsAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        const string sql = $"select {ChainedEvent.Columns} from timeline_events e where e.incident_id = $1 order by e.id";
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = incident.Value } } };
        return await ChainedEvent.ReadAllAsync(command, cancellationToken);
    }
}
