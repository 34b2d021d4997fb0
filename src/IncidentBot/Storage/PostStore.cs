using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Where the posts are that show an incident's state and are edited in place.</summary>
public sealed class PostStore(NpgsqlDataSource dataSource)
{
    public async Task<EventSource?> FindAsync(IncidentId incident, string name, CancellationToken cancellationToken)
    {
        const string sql = "select platform, workspace, channel, message_id from posts where incident_id = @incident and name = @name";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Platform, string Workspace, string Channel, string MessageId)>(
            new CommandDefinition(sql, new { incident = incident.Value, name }, cancellationToken: cancellationToken));
        return rows.Select(row => new EventSource(new Conversation(row.Platform, row.Workspace, row.Channel), row.MessageId)).FirstOrDefault();
    }

    public async Task SaveAsync(IncidentId incident, string name, EventSource post, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into posts (incident_id, name, platform, workspace, channel, message_id)
            values (@incident, @name, @platform, @workspace, @channel, @messageId)
            on conflict (incident_id, name) do update
               set platform = excluded.platform, workspace = excluded.workspace,
                   channel = excluded.channel, message_id = excluded.message_id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            incident = incident.Value,
            name,
            platform = post.Conversation.Platform,
            workspace = post.Conversation.Workspace,
            channel = post.Conversation.Channel,
            messageId = post.MessageId,
        }, cancellationToken: cancellationToken));
    }
}
