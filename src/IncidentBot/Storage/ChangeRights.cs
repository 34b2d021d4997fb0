using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What gives the right to change an event of an incident's log.</summary>
/// <param name="HasNames">Whether a name was learned for anybody in it.</param>
internal sealed record ChangeRights(HashSet<string> Deleted, HashSet<string> Places, bool HasNames)
{
    public static async Task<ChangeRights> OfAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        // A message may stand in the logs of two incidents, and its deletion in one.
        const string deleted = """
            select distinct concat_ws(E'\n', e.platform, e.workspace, e.channel, e.message_id)
              from timeline_events e
              join timeline_events d using (message_id, channel, workspace, platform)
             where e.incident_id = @id
               and e.kind in ('message', 'edit', 'keep')
               and d.kind = 'deletion'
            """;
        const string places = "select concat_ws(E'\\n', platform, workspace, channel) from conversations";
        const string names = "select exists (select from timeline_events where incident_id = @id and kind = 'name')";
        var of = new { id = incident.Value };
        return new ChangeRights(
            [.. await connection.QueryAsync<string>(new CommandDefinition(deleted, of, cancellationToken: cancellationToken))],
            [.. await connection.QueryAsync<string>(new CommandDefinition(places, of, cancellationToken: cancellationToken))],
            await connection.QuerySingleAsync<bool>(new CommandDefinition(names, of, cancellationToken: cancellationToken)));
    }

    public bool IsDeleted(ChainedEvent happened) => Deleted.Contains(happened.Place);

    /// <summary>Whether it was said in a conversation that the bot knows.</summary>
    public bool IsPlace(ChainedEvent happened) =>
        happened.Place.Length == 0 || Places.Contains(happened.Place[..happened.Place.LastIndexOf('\n')]);
}
