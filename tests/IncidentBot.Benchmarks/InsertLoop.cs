using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Benchmarks;

/// <summary>What PostgreSQL itself does: one connection, fifty rows a commit, nothing else.</summary>
internal static class InsertLoop
{
    public static async Task<double> RunAsync(string connectionString, TimeSpan howLong)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand("create table loop_events (id bigint generated always as identity primary key, key text unique, body jsonb)", connection))
            await create.ExecuteNonQueryAsync();

        await using var insert = new NpgsqlCommand("insert into loop_events (key, body) select * from unnest($1, $2) on conflict (key) do nothing", connection);
        insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        insert.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        var bodies = Enumerable.Range(0, 50).Select(_ => Load.NextMessage()).ToArray();
        var rows = 0L;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < howLong)
        {
            insert.Parameters[0].Value = Enumerable.Range(0, 50).Select(number => $"message {rows + number}").ToArray();
            insert.Parameters[1].Value = bodies;
            rows += await insert.ExecuteNonQueryAsync();
        }

        return rows / watch.Elapsed.TotalSeconds;
    }
}
