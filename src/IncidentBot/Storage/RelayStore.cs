using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Which posts show, in an incident's other homes, what people wrote in one of them.</summary>
public sealed class RelayStore(NpgsqlDataSource dataSource)
{
    /// <returns>The id of the post there; nothing where it is not shown there.</returns>
    public async Task<string?> FindCopyAsync(EventSource original, Conversation home, CancellationToken cancellationToken)
    {
        const string sql = """
            select to_message_id
              from relayed_messages
             where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId
               and to_platform = @toPlatform and to_workspace = @toWorkspace and to_channel = @toChannel
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, Row(original, home), cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<EventSource>> CopiesAsync(EventSource original, CancellationToken cancellationToken)
    {
        const string sql = """
            select to_platform, to_workspace, to_channel, to_message_id
              from relayed_messages
             where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId
            """;
        var (platform, workspace, channel) = original.Conversation;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Platform, string Workspace, string Channel, string MessageId)>(
            new CommandDefinition(sql, new { platform, workspace, channel, messageId = original.MessageId }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new EventSource(new Conversation(row.Platform, row.Workspace, row.Channel), row.MessageId))];
    }

    /// <summary>The message that a post shows; nothing where it shows none.</summary>
    public async Task<EventSource?> FindOriginalAsync(EventSource copy, CancellationToken cancellationToken)
    {
        const string sql = """
            select r.platform, r.workspace, r.channel, r.message_id, e.thread_id, e.permalink
              from relayed_messages r
              join timeline_events e on e.kind = 'message'
                                    and e.platform = r.platform and e.workspace = r.workspace and e.channel = r.channel and e.message_id = r.message_id
             where r.to_platform = @platform and r.to_workspace = @workspace and r.to_channel = @channel and r.to_message_id = @messageId
             limit 1
            """;
        var (platform, workspace, channel) = copy.Conversation;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Platform, string Workspace, string Channel, string MessageId, string? ThreadId, string? Permalink)>(
            new CommandDefinition(sql, new { platform, workspace, channel, messageId = copy.MessageId }, cancellationToken: cancellationToken));
        return rows.Select(row => new EventSource(new Conversation(row.Platform, row.Workspace, row.Channel), row.MessageId, row.ThreadId, row.Permalink)).FirstOrDefault();
    }

    public async Task SaveAsync(IncidentId incident, EventSource original, EventSource copy, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into relayed_messages (incident_id, platform, workspace, channel, message_id, to_platform, to_workspace, to_channel, to_message_id)
            values (@incident, @platform, @workspace, @channel, @messageId, @toPlatform, @toWorkspace, @toChannel, @toMessageId)
            on conflict do nothing
            """;
        var parameters = new DynamicParameters(Row(original, copy.Conversation));
        parameters.AddDynamicParams(new { incident = incident.Value, toMessageId = copy.MessageId });
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private static object Row(EventSource original, Conversation home) => new
    {
        platform = original.Conversation.Platform,
        workspace = original.Conversation.Workspace,
        channel = original.Conversation.Channel,
        messageId = original.MessageId,
        toPlatform = home.Platform,
        toWorkspace = home.Workspace,
        toChannel = home.Channel,
    };
}
