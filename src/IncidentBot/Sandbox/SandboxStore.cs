using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Sandbox;

/// <summary>Keeps what was said in the sandbox, so that it is there after a restart.</summary>
public sealed class SandboxStore(NpgsqlDataSource dataSource)
{
    private const string Columns =
        "room, id, thread_id, kind, person, only_for, content, reactions, is_pinned, edited_at, deleted_at, version";

    public async Task<string?> LastIdAsync(string room, CancellationToken cancellationToken)
    {
        const string sql = "select id from sandbox_messages where room = @room order by id desc limit 1";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { room }, cancellationToken: cancellationToken));
    }

    public Task<SandboxMessage> AddAsync(SandboxMessage message, CancellationToken cancellationToken) => SingleAsync($"""
        insert into sandbox_messages (room, id, thread_id, kind, person, only_for, content)
        values (@Room, @Id, @ThreadId, @kind, @Person, @OnlyFor, @content::jsonb)
        returning {Columns}
        """, Parameters(message), cancellationToken);

    /// <summary>Writes what may change of a message.</summary>
    public Task<SandboxMessage> SaveAsync(SandboxMessage message, CancellationToken cancellationToken) => SingleAsync($"""
        update sandbox_messages
           set content = @content::jsonb, reactions = @reactions::jsonb, only_for = @OnlyFor, is_pinned = @IsPinned,
               edited_at = @editedAt, deleted_at = @deletedAt, version = nextval('sandbox_versions')
         where room = @Room and id = @Id
        returning {Columns}
        """, Parameters(message), cancellationToken);

    /// <summary>Takes back a message that the log could not record.</summary>
    public Task ForgetAsync(SandboxMessage message, CancellationToken cancellationToken) =>
        ExecuteAsync("delete from sandbox_messages where room = @Room and id = @Id", new { message.Room, message.Id }, cancellationToken);

    public async Task<SandboxMessage?> FindAsync(string room, string id, CancellationToken cancellationToken) =>
        (await QueryAsync($"select {Columns} from sandbox_messages where room = @room and id = @id", new { room, id }, cancellationToken)).SingleOrDefault();

    /// <summary>The newest messages of a room, oldest first.</summary>
    public Task<IReadOnlyList<SandboxMessage>> NewestAsync(string room, string person, int count, CancellationToken cancellationToken) => QueryAsync($"""
        select {Columns}
          from (select {Columns}
                  from sandbox_messages
                 where room = @room
                   and (only_for is null or only_for = @person)
                 order by id desc
                 limit @count) as newest
         order by id
        """, new { room, person, count }, cancellationToken);

    /// <summary>What people said in a room since a moment, oldest first.</summary>
    public Task<IReadOnlyList<SandboxMessage>> SinceAsync(string room, string firstId, CancellationToken cancellationToken) => QueryAsync($"""
        select {Columns}
          from sandbox_messages
         where room = @room
           and id >= @firstId
           and kind = 'Message'
           and deleted_at is null
         order by id
        """, new { room, firstId }, cancellationToken);

    /// <summary>The lines that a person typed to the bot, the newest first.</summary>
    public async Task<IReadOnlyList<string>> CommandsAsync(string person, int count, CancellationToken cancellationToken)
    {
        var typed = await QueryAsync($"""
            select {Columns}
              from sandbox_messages
             where person = @person
               and kind = 'Command'
             order by version desc
             limit @count
            """, new { person, count }, cancellationToken);
        return [.. typed.Select(message => message.Text).OfType<string>().Distinct()];
    }

    private static object Parameters(SandboxMessage message) => new
    {
        message.Room,
        message.Id,
        message.ThreadId,
        kind = message.Kind.ToString(),
        message.Person,
        message.OnlyFor,
        content = Json.Write(new Content(message.Text, message.Said)),
        reactions = Json.Write(message.Reactions),
        message.IsPinned,
        editedAt = message.EditedAt?.UtcDateTime,
        deletedAt = message.DeletedAt?.UtcDateTime,
    };

    private async Task<SandboxMessage> SingleAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        (await QueryAsync(sql, parameters, cancellationToken)).Single();

    private async Task<IReadOnlyList<SandboxMessage>> QueryAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToMessage())];
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private sealed record Content(string? Text, BotText? Said);

    /// <summary>As the columns are named.</summary>
    private sealed record Row(
        string room, string id, string? thread_id, string kind, string person, string? only_for, string content,
        string reactions, bool is_pinned, DateTime? edited_at, DateTime? deleted_at, long version)
    {
        public SandboxMessage ToMessage()
        {
            var said = Json.Read<Content>(content);
            return new SandboxMessage(room, id, thread_id, Enum.Parse<MessageKind>(kind), person, only_for, said.Text, said.Said)
            {
                Reactions = Json.Read<ImmutableSortedDictionary<string, ImmutableArray<string>>>(reactions),
                IsPinned = is_pinned,
                EditedAt = Utc(edited_at),
                DeletedAt = Utc(deleted_at),
                Version = version,
            };
        }

        private static DateTimeOffset? Utc(DateTime? time) => time is null ? null : new DateTimeOffset(time.Value, TimeSpan.Zero);
    }
}
