using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <param name="By">Who set it.</param>
public sealed record WaitingMark(string Mark, Person By);

/// <summary>What has come in before the message it is about, a keep or its deletion: chats deliver in any order.</summary>
public sealed class WaitingMarks(NpgsqlDataSource dataSource)
{
    public const string Deletion = "deletion";

    public async Task<IReadOnlyList<WaitingMark>> ForAsync(EventSource source, CancellationToken cancellationToken)
    {
        const string sql = """
            select mark, person_id, person_name
              from waiting_marks
             where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Mark, string Id, string Name)>(
            new CommandDefinition(sql, Parameters(source, "", Person.Bot), cancellationToken: cancellationToken));
        return [.. rows.Select(row => new WaitingMark(row.Mark, new Person(row.Id, row.Name)))];
    }

    /// <summary>Takes the words of a message that was deleted before it came in; until it comes, its deletion waits.</summary>
    public async Task RedactAsync(EventSource source, CancellationToken cancellationToken)
    {
        const string settle = $"{Settle} and exists ({Message})";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(settle, Parameters(source, Deletion, Person.Bot)) > 0)
            await TimelineEventStore.RedactAsync(connection, source, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A mark without words waits; one that got its words, or was taken away, does so no more.</summary>
    internal static Task FollowAsync(NpgsqlConnection connection, IncidentId incident, EventSource? source, EventDraft draft)
    {
        const string wait = """
            insert into waiting_marks (platform, workspace, channel, message_id, mark, person_id, person_name, incident_id)
            values (@platform, @workspace, @channel, @messageId, @mark, @personId, @personName, @incident)
            on conflict do nothing
            """;
        const string waitUnlessThere = $"""
            insert into waiting_marks (platform, workspace, channel, message_id, mark, person_id, person_name, incident_id)
            select @platform, @workspace, @channel, @messageId, @mark, @personId, @personName, @incident
             where not exists ({Message})
            on conflict do nothing
            """;
        return (source, draft.Detail) switch
        {
            (not null, MessageKept { Words: null } kept) => connection.ExecuteAsync(wait, Parameters(source, kept.Mark, draft.By, incident.Value)),
            (not null, MessageKept kept) => connection.ExecuteAsync(Settle, Parameters(source, kept.Mark, draft.By)),
            (not null, MessageUnkept unkept) => connection.ExecuteAsync(Settle, Parameters(source, unkept.Mark, draft.By)),
            (not null, MessageDeleted) => connection.ExecuteAsync(waitUnlessThere, Parameters(source, Deletion, draft.By, incident.Value)),
            _ => Task.CompletedTask,
        };
    }

    private const string Message = """
        select 1
          from timeline_events
         where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId and kind = 'message'
        """;

    private const string Settle = """
        delete from waiting_marks
         where platform = @platform and workspace = @workspace and channel = @channel and message_id = @messageId and mark = @mark
        """;

    private static object Parameters(EventSource source, string mark, Person by, string? incident = null) => new
    {
        platform = source.Conversation.Platform,
        workspace = source.Conversation.Workspace,
        channel = source.Conversation.Channel,
        messageId = source.MessageId,
        mark,
        personId = by.Id,
        personName = by.Name,
        incident,
    };
}
