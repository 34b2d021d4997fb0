using Npgsql;

namespace IncidentBot.Tests.Slack;

/// <summary>A look into the database, where no page shows what a test must know.</summary>
internal static class Rows
{
    public static async Task<long> CountAsync(string database, string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
