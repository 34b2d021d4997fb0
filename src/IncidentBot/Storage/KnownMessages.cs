using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What the log knows of single messages, for whoever compares it with the platform's history.</summary>
public sealed class KnownMessages(NpgsqlDataSource dataSource)
{
    public async Task<KnownMessage?> FindAsync(EventSource source, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await TimelineEventStore.FindMessageAsync(connection, source, cancellationToken);
    }

    /// <summary>The threads in which something was said last.</summary>
    public async Task<IReadOnlyList<string>> ThreadsAsync(IncidentId incident, Conversation conversation, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select thread_id
              from timeline_events
             where incident_id = @incident
               and kind = 'message'
               and platform = @Platform and workspace = @Workspace and channel = @Channel
               and thread_id is not null
             group by thread_id
             order by max(id) desc
             limit @most
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var threads = await connection.QueryAsync<string>(new CommandDefinition(
            sql, new { incident = incident.Value, conversation.Platform, conversation.Workspace, conversation.Channel, most }, cancellationToken: cancellationToken));
        return [.. threads];
    }
}
