using Dapper;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Up to which event the log is complete. Numbers are given out before their commits, so a smaller one may come in after
/// a greater one; whoever has taken a number holds a lock on their sequence until its transaction is over.
/// </summary>
internal sealed class SearchHorizon
{
    private (long Last, HashSet<string> Writers)? _waiting;

    /// <summary>Every event up to this number is there for whoever reads from now on, or never comes.</summary>
    /// <param name="before">What was complete before.</param>
    /// <param name="last">The last number that was given out.</param>
    public async Task<long> ReadAsync(NpgsqlConnection connection, long before, long last)
    {
        const string sql = """
            select virtualtransaction
              from pg_locks
             where locktype = 'relation'
               and database = (select oid from pg_database where datname = current_database())
               and relation = pg_get_serial_sequence('timeline_events', 'id')::regclass
               and mode = 'RowExclusiveLock'
            """;
        var writers = (await connection.QueryAsync<string>(sql)).ToHashSet();
        if (writers.Count == 0)
        {
            _waiting = null;
            return last;
        }

        // Somebody is always writing while much is said: those of a moment ago are gone nevertheless.
        var complete = before;
        if (_waiting is { } waiting && !waiting.Writers.Overlaps(writers))
        {
            complete = Math.Max(before, waiting.Last);
            _waiting = null;
        }

        _waiting ??= (last, writers);
        return complete;
    }

    /// <summary>The last number that was given out; to be read before <see cref="ReadAsync"/>.</summary>
    public static Task<long> LastAsync(NpgsqlConnection connection) =>
        connection.QuerySingleAsync<long>("select case when is_called then last_value else 0 end from timeline_events_id_seq");
}
