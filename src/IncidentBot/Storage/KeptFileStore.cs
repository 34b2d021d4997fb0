using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <param name="Id">The platform's.</param>
public sealed record KeptFile(string Id, string Name, string? Type, byte[] Content);

/// <summary>The bytes of shared files. They go with their message.</summary>
public sealed class KeptFileStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    public async Task<bool> IsKeptAsync(EventSource message, string fileId, CancellationToken cancellationToken)
    {
        const string sql = """
            select exists (select 1
                             from kept_files
                            where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId and file_id = @fileId)
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(sql, Parameters(message, fileId), cancellationToken: cancellationToken));
    }

    /// <summary>Only while the message has its files: one that was deleted meanwhile has lost them.</summary>
    public async Task SaveAsync(IncidentId incident, EventSource message, KeptFile file, CancellationToken cancellationToken)
    {
        const string sql = """
            with message as (
                select 1
                  from timeline_events
                 where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId
                   and kind = 'message' and detail ? 'files'
                   for share)
            insert into kept_files (platform, workspace, channel, message_id, file_id, incident_id, name, type, content, fetched_at)
            select @platform, @workspace, @channel, @messageId, @fileId, @incident, @name, @type, @content, @now
              from message
            on conflict do nothing
            """;
        var parameters = Parameters(message, file.Id);
        parameters.AddDynamicParams(new { incident = incident.Value, name = file.Name, type = file.Type, content = file.Content, now = time.GetUtcNow().UtcDateTime });
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    /// <returns>Nothing where its bytes were never kept, or went with their message.</returns>
    public async Task<KeptFile?> FindAsync(EventSource message, string fileId, CancellationToken cancellationToken)
    {
        const string sql = """
            select file_id as Id, name, type, content
              from kept_files
             where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId and file_id = @fileId
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<KeptFile>(new CommandDefinition(sql, Parameters(message, fileId), cancellationToken: cancellationToken));
    }

    private static DynamicParameters Parameters(EventSource message, string fileId) => new(new
    {
        platform = message.Conversation.Platform,
        workspace = message.Conversation.Workspace,
        channel = message.Conversation.Channel,
        messageId = message.MessageId,
        fileId,
    });
}
