using System.Collections.Immutable;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

public enum LogFilter
{
    Everything,
    Chat,
    Commands,
    Changes,
    Files,
}

/// <summary>A piece of an incident's log. Edits, deletions and marks stand with the message that they are about.</summary>
/// <param name="Entries">The oldest first.</param>
/// <param name="About">What happened later to the messages among them, the oldest first.</param>
/// <param name="Roots">The messages, elsewhere in the log, that replies among them hang on: by the id the platform gave them.</param>
/// <param name="KeptFiles">Files of them whose bytes are kept: by message and file.</param>
public sealed record LogSlice(
    ImmutableArray<TimelineEvent> Entries,
    ImmutableArray<TimelineEvent> About,
    ImmutableDictionary<string, long> Roots,
    ImmutableHashSet<(string Message, string File)> KeptFiles,
    bool HasOlder,
    bool HasNewer);

/// <summary>The log in pieces, each found by where the one before ended: the hundredth costs what the first does.</summary>
public sealed class LogPages(NpgsqlDataSource dataSource)
{
    private const string Attached = "('edit', 'deletion', 'keep', 'unkeep')";

    /// <param name="before">The newest ones older than this event, if given.</param>
    /// <param name="after">The oldest ones newer than this event.</param>
    public async Task<LogSlice> ReadAsync(
        IncidentId incident, LogFilter filter, long? before, long? after, int count, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var goesBack = before is not null;
        var found = await EntriesAsync(connection, incident, filter, before ?? after ?? 0, goesBack, count + 1, cancellationToken);
        var hasMore = found.Length > count;
        var entries = goesBack ? found.Take(count).Reverse().ToImmutableArray() : [.. found.Take(count)];
        return await WithWhatBelongsAsync(connection, incident, entries, goesBack ? hasMore : after > 0, goesBack ? before < long.MaxValue : hasMore, cancellationToken);
    }

    /// <summary>The piece in whose middle an event stands.</summary>
    public async Task<LogSlice> AroundAsync(IncidentId incident, long entry, int count, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var middle = await MessageOfAsync(connection, incident, entry, cancellationToken);
        var older = await EntriesAsync(connection, incident, LogFilter.Everything, middle, goesBack: true, (count / 2) + 1, cancellationToken);
        var newer = await EntriesAsync(connection, incident, LogFilter.Everything, middle - 1, goesBack: false, (count / 2) + 1, cancellationToken);
        ImmutableArray<TimelineEvent> entries = [.. older.Take(count / 2).Reverse(), .. newer.Take(count / 2)];
        return await WithWhatBelongsAsync(connection, incident, entries, older.Length > count / 2, newer.Length > count / 2, cancellationToken);
    }

    public async Task<TimelineEvent?> FindAsync(IncidentId incident, long entry, CancellationToken cancellationToken)
    {
        const string sql = $"select {TimelineEventStore.Columns} from timeline_events where incident_id = $1 and id = $2";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await QueryAsync(connection, sql, cancellationToken, incident.Value, entry)).FirstOrDefault();
    }

    private static Task<ImmutableArray<TimelineEvent>> EntriesAsync(
        NpgsqlConnection connection, IncidentId incident, LogFilter filter, long edge, bool goesBack, int count, CancellationToken cancellationToken)
    {
        // An edit whose message never came in stands by itself.
        var sql = $"""
            select {TimelineEventStore.Columns}
              from timeline_events e
             where incident_id = $1
               and id {(goesBack ? "<" : ">")} $2
               and {Condition(filter)}
               and (kind not in {Attached}
                    or not exists (select 1
                                     from timeline_events m
                                    where m.message_id = e.message_id and m.channel = e.channel and m.workspace = e.workspace and m.platform = e.platform
                                      and m.incident_id = e.incident_id and m.kind = 'message'))
             order by id {(goesBack ? "desc" : "asc")}
             limit $3
            """;
        return QueryAsync(connection, sql, cancellationToken, incident.Value, edge, count);
    }

    private static string Condition(LogFilter filter) => filter switch
    {
        LogFilter.Chat => "kind = 'message'",
        LogFilter.Commands => "kind = 'command'",
        LogFilter.Changes => $"kind not in ('message', 'command', 'edit', 'deletion', 'keep', 'unkeep', 'gap', 'name')",
        LogFilter.Files => "kind = 'message' and jsonb_array_length(coalesce(detail -> 'files', '[]')) > 0",
        _ => "kind <> 'name'",
    };

    /// <summary>What is about a message stands where the message does.</summary>
    private static async Task<long> MessageOfAsync(NpgsqlConnection connection, IncidentId incident, long entry, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select m.id
              from timeline_events e
              join timeline_events m
                on m.message_id = e.message_id and m.channel = e.channel and m.workspace = e.workspace and m.platform = e.platform
               and m.incident_id = e.incident_id and m.kind = 'message'
             where e.incident_id = $1 and e.id = $2 and e.kind in {Attached}
            """;
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = incident.Value }, new() { Value = entry } } };
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? entry;
    }

    private static async Task<LogSlice> WithWhatBelongsAsync(
        NpgsqlConnection connection, IncidentId incident, ImmutableArray<TimelineEvent> entries, bool hasOlder, bool hasNewer, CancellationToken cancellationToken)
    {
        const string about = $"select {TimelineEventStore.Columns} from timeline_events where incident_id = $1 and kind in {Attached} and message_id = any ($2) order by id";
        const string roots = "select message_id, id from timeline_events where incident_id = $1 and kind = 'message' and message_id = any ($2)";
        const string files = "select platform, workspace, channel, message_id, file_id from kept_files where message_id = any ($1)";
        var messages = entries.Where(happened => happened.Detail is MessagePosted).Select(happened => happened.Source!.MessageId).ToArray();
        var threads = entries.Select(happened => happened.Source?.ThreadId).OfType<string>().Except(messages).ToArray();

        var later = await QueryAsync(connection, about, cancellationToken, incident.Value, messages);
        var elsewhere = ImmutableDictionary.CreateBuilder<string, long>();
        await using (var command = Command(connection, roots, incident.Value, threads))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                elsewhere[reader.GetString(0)] = reader.GetInt64(1);
        }

        var kept = ImmutableHashSet.CreateBuilder<(string, string)>();
        await using (var command = Command(connection, files, [messages]))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                kept.Add((new EventSource(new Conversation(reader.GetString(0), reader.GetString(1), reader.GetString(2)), reader.GetString(3)).MessageKey, reader.GetString(4)));
        }

        return new LogSlice(entries, later, elsewhere.ToImmutable(), kept.ToImmutable(), hasOlder, hasNewer);
    }

    private static async Task<ImmutableArray<TimelineEvent>> QueryAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = ImmutableArray.CreateBuilder<TimelineEvent>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(TimelineEventStore.Read(reader));
        return found.ToImmutable();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
