using Dapper;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Something the operator can mend.</summary>
/// <param name="Times">How often it happened.</param>
public sealed record OperatorNote(string Subject, string Note, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times);

public sealed class OperatorNoteStore(NpgsqlDataSource dataSource)
{
    /// <returns>Whether the operator is to be told: the first time, and again when it goes on after the pause.</returns>
    public async Task<bool> AddAsync(string subject, string note, DateTimeOffset now, TimeSpan pause, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into operator_notes as known (subject, note, first_at, last_at, told_at, times)
            values (@subject, @note, @now, @now, @now, 1)
            on conflict (subject) do update
               set note = excluded.note,
                   last_at = excluded.last_at,
                   told_at = case when known.told_at <= @again then excluded.told_at else known.told_at end,
                   times = known.times + 1
            returning times = 1 or told_at = last_at
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(
            sql, new { subject, note, now = now.UtcDateTime, again = (now - pause).UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>Those of the time since a moment, the latest first.</summary>
    public async Task<IReadOnlyList<OperatorNote>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        const string sql = """
            select subject, note, first_at, last_at, times
              from operator_notes
             where last_at >= @since
             order by last_at desc
             limit 50
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Subject, string Note, DateTime FirstAt, DateTime LastAt, int Times)>(
            new CommandDefinition(sql, new { since = since.UtcDateTime }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new OperatorNote(row.Subject, row.Note, new(row.FirstAt, TimeSpan.Zero), new(row.LastAt, TimeSpan.Zero), row.Times))];
    }
}
