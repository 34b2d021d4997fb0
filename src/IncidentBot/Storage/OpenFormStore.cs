using Dapper;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Forms that people have open in a chat: what they are for, under an id that nobody can guess.</summary>
public sealed class OpenFormStore(NpgsqlDataSource dataSource)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <param name="content">JSON, known to the platform alone.</param>
    public async Task AddAsync(string id, string content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            with forgotten as (
                delete from open_forms
                 where opened_at < @oldest
            )
            insert into open_forms (id, content, opened_at)
            values (@id, @content::jsonb, @now)
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { id, content, now = now.UtcDateTime, oldest = (now - KeptFor).UtcDateTime }, cancellationToken: cancellationToken));
    }

    public async Task<string?> FindAsync(string id, CancellationToken cancellationToken)
    {
        const string sql = "select content from open_forms where id = @id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { id }, cancellationToken: cancellationToken));
    }
}
