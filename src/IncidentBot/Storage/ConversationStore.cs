using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

public sealed class ConversationStore(NpgsqlDataSource dataSource)
{
    /// <summary>Every conversation that belongs to an incident.</summary>
    public async Task<IReadOnlyList<(Conversation Conversation, IncidentId Incident)>> AllAsync(CancellationToken cancellationToken)
    {
        const string sql = "select platform, workspace, channel, incident_id from conversations";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Platform, string Workspace, string Channel, string Incident)>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. rows.Select(row => (new Conversation(row.Platform, row.Workspace, row.Channel), new IncidentId(row.Incident)))];
    }

    public async Task<IncidentId?> FindAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        const string sql = "select incident_id from conversations where platform = @Platform and workspace = @Workspace and channel = @Channel";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var id = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, conversation, cancellationToken: cancellationToken));
        return id is null ? null : new IncidentId(id);
    }

    /// <summary>Where the incidents that are open live, the newest first.</summary>
    public async Task<IReadOnlyList<(Conversation Conversation, string Name, IncidentId Incident)>> OpenHomesAsync(string platform, CancellationToken cancellationToken)
    {
        const string sql = """
            select c.workspace, c.channel, c.name, c.incident_id
              from conversations c
              join incidents i on i.id = c.incident_id
             where c.platform = @platform
               and c.is_home
               and i.status not in ('Resolved', 'Closed', 'Cancelled')
             order by i.started_at desc
             limit 50
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Workspace, string Channel, string Name, string Incident)>(new CommandDefinition(sql, new { platform }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => (new Conversation(platform, row.Workspace, row.Channel), row.Name, new IncidentId(row.Incident)))];
    }

    /// <summary>A conversation goes with the incident that made it its home last; a closed one gives it up.</summary>
    internal static async Task SaveHomeAsync(NpgsqlConnection connection, IncidentRecord before, IncidentRecord after)
    {
        const string sql = """
            insert into conversations (platform, workspace, channel, name, incident_id, is_home)
            values (@platform, @workspace, @channel, @name, @incident, true)
            on conflict (platform, workspace, channel) do update
               set incident_id = excluded.incident_id, name = excluded.name
            """;
        if (after.Incident.Home is not { } home || (home == before.Incident.Home && after.Incident.HomeName == before.Incident.HomeName))
            return;

        await connection.ExecuteAsync(sql, new
        {
            platform = home.Platform,
            workspace = home.Workspace,
            channel = home.Channel,
            name = after.Incident.HomeName ?? home.Channel,
            incident = after.Incident.Id.Value,
        });
        await connection.ExecuteAsync("select pg_notify('conversation', @home)", new { home = home.ToString() });
    }
}
