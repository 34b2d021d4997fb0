using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Storage;

/// <summary>An event as it goes into the log; the database gives it its number.</summary>
public sealed record NewEvent(IncidentId Incident, string Key, Moment OccurredAt, Person By, EventSource? Source, TimelineDetail Detail);

public sealed class TimelineEventStore(NpgsqlDataSource dataSource)
{
    internal const string Columns =
        "id, occurred_at, precision, recorded_at, person_id, person_name, platform, workspace, channel, message_id, thread_id, permalink, detail";

    /// <summary>When something that people said there was last recorded.</summary>
    public async Task<DateTimeOffset?> LastHeardAsync(string platform, CancellationToken cancellationToken)
    {
        const string sql = """
            select max(e.recorded_at)
              from (select id from incidents order by created_at desc limit 20) as newest
              join timeline_events e on e.incident_id = newest.id
             where e.platform = @platform
               and e.kind in ('message', 'command')
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var heard = await connection.QuerySingleAsync<DateTime?>(new CommandDefinition(sql, new { platform }, cancellationToken: cancellationToken));
        return heard is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    /// <summary>The incident's log, oldest first, without holding it in memory.</summary>
    /// <param name="withChat">Whether plain messages, their edits and the commands come along.</param>
    public async IAsyncEnumerable<TimelineEvent> ReadAsync(
        IncidentId incident, bool withChat = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const string sql = $"""
            select {Columns}
              from timeline_events
             where incident_id = $1
               and ($2 or kind not in ('message', 'edit', 'deletion', 'command'))
             order by id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = incident.Value }, new() { Value = withChat } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return Read(reader);
    }

    /// <summary>Single events by their numbers, oldest first.</summary>
    public async Task<ImmutableArray<TimelineEvent>> ReadAsync(long[] ids, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Columns}
              from timeline_events
             where id = any($1)
             order by id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = ids } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = ImmutableArray.CreateBuilder<TimelineEvent>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(Read(reader));
        return found.ToImmutable();
    }

    /// <summary>One event's detail; nothing where there is no such event.</summary>
    public async Task<TimelineDetail?> FindAsync(long id, CancellationToken cancellationToken)
    {
        const string sql = "select detail from timeline_events where id = @id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { id }, cancellationToken: cancellationToken));
        return json is null ? null : Json.Read<TimelineDetail>(json);
    }

    /// <summary>When, by whom and where in the chat events happened, by their numbers.</summary>
    public async Task<IReadOnlyDictionary<long, (DateTimeOffset At, string Person, string? Permalink)>> SourcesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        const string sql = "select id, occurred_at, person_name, permalink from timeline_events where id = any(@ids)";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = await connection.QueryAsync<(long Id, DateTime At, string Person, string? Permalink)>(new CommandDefinition(sql, new { ids = ids.ToArray() }, cancellationToken: cancellationToken));
        return found.ToDictionary(source => source.Id, source => (new DateTimeOffset(DateTime.SpecifyKind(source.At, DateTimeKind.Utc)), source.Person, source.Permalink));
    }

    /// <summary>What a message says now; nothing where it never came in.</summary>
    public static async Task<KnownMessage?> FindMessageAsync(NpgsqlConnection connection, EventSource source, CancellationToken cancellationToken)
    {
        const string sql = """
            select e.kind, e.occurred_at, e.person_id, e.person_name, e.detail, n.time_zone, e.thread_id
              from timeline_events e
              left join names n on n.id = e.person_id
             where e.platform = $1
               and e.workspace = $2
               and e.channel = $3
               and e.message_id = $4
               and e.kind in ('message', 'edit', 'deletion')
             order by e.kind = 'message' desc, e.detail ->> 'version' collate "C", e.id
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        AddSource(command, source);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        KnownMessage? message = null;
        var isDeleted = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            switch (Json.Read<TimelineDetail>(reader.GetString(4)))
            {
                case MessagePosted posted:
                    var author = new Person(reader.GetString(2), reader.GetString(3));
                    var clock = new SenderClock(reader.GetFieldValue<DateTimeOffset>(1), TimeZones.Find(reader.IsDBNull(5) ? null : reader.GetString(5)));
                    message = new KnownMessage(posted.Text, author, clock, ThreadId: reader.IsDBNull(6) ? null : reader.GetString(6))
                    {
                        Files = posted.Files.IsDefault ? [] : posted.Files,
                        IsFromBot = posted.FromBot,
                    };
                    break;
                case MessageEdited edited when message is not null:
                    message = message with { Text = edited.Text, Version = edited.Version, Files = edited.Files ?? message.Files };
                    break;
                case MessageDeleted:
                    isDeleted = true;
                    break;
            }
        }

        return isDeleted && message is not null ? message with { Text = null } : message;
    }

    /// <summary>Takes the words of a deleted message out of the log; that it was there stays.</summary>
    public static async Task RedactAsync(NpgsqlConnection connection, EventSource source, CancellationToken cancellationToken)
    {
        const string sql = """
            update timeline_events
               set detail = detail - 'text' - 'words' - 'files'
             where platform = $1
               and workspace = $2
               and channel = $3
               and message_id = $4
               and kind in ('message', 'edit', 'keep')
            """;
        const string files = "delete from kept_files where platform = $1 and workspace = $2 and channel = $3 and message_id = $4";
        foreach (var taken in new[] { sql, files })
        {
            await using var command = new NpgsqlCommand(taken, connection);
            AddSource(command, source);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Whose event has this key, if any.</summary>
    internal static async Task<IncidentId?> FindByKeyAsync(NpgsqlConnection connection, string key)
    {
        const string sql = "select incident_id from timeline_events where key = @key";
        return await connection.QuerySingleOrDefaultAsync<string>(sql, new { key }) is { } id ? new IncidentId(id) : null;
    }

    /// <summary>Numbers for events that are about to be written: the record names them as its evidence.</summary>
    internal static async Task<long[]> NumbersAsync(NpgsqlConnection connection, int count)
    {
        const string sql = "select nextval(pg_get_serial_sequence('timeline_events', 'id')) from generate_series(1, @count)";
        return [.. await connection.QueryAsync<long>(sql, new { count })];
    }

    internal static async Task InsertAsync(
        NpgsqlConnection connection, IncidentId id, long[] ids, EventStamp stamp, ImmutableArray<EventDraft> drafts, DateTimeOffset now)
    {
        const string sql = """
            insert into timeline_events
                   (incident_id, key, kind, occurred_at, precision, recorded_at, person_id, person_name,
                    platform, workspace, channel, message_id, thread_id, permalink, detail, id)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        EventRows.Bind(command.Parameters, [.. drafts.Select((draft, place) =>
            StampedEvent.Of(new NewEvent(id, stamp.KeyOf(place), draft.OccurredAt, draft.By, stamp.Source, draft.Detail), now))]);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = ids });
        await command.ExecuteNonQueryAsync();
    }

    internal static TimelineEvent Read(NpgsqlDataReader reader)
    {
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        var source = Text(6) is { } platform
            ? new EventSource(new Conversation(platform, reader.GetString(7), reader.GetString(8)), reader.GetString(9), Text(10), Text(11))
            : null;
        return new TimelineEvent(
            reader.GetInt64(0),
            new Moment(reader.GetFieldValue<DateTimeOffset>(1), Enum.Parse<Precision>(reader.GetString(2))),
            reader.GetFieldValue<DateTimeOffset>(3),
            new Person(reader.GetString(4), reader.GetString(5)),
            source,
            Json.Read<TimelineDetail>(reader.GetString(12)));
    }

    private static void AddSource(NpgsqlCommand command, EventSource source)
    {
        foreach (var part in new[] { source.Conversation.Platform, source.Conversation.Workspace, source.Conversation.Channel, source.MessageId })
            command.Parameters.Add(new() { Value = part, NpgsqlDbType = NpgsqlDbType.Text });
    }
}
