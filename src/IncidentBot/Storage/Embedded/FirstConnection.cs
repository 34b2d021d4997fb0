using System.Net.Sockets;
using Npgsql;

namespace IncidentBot.Storage.Embedded;

/// <summary>Connects to a server that was started or found a moment ago, and makes its database.</summary>
public sealed class FirstConnection(DataFolder folder, TimeProvider time)
{
    // About once in 250 starts the socket was not there right after the server had reported to be ready.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task CreateMissingDatabaseAsync(string maintenance, string database, CancellationToken cancellationToken)
    {
        try
        {
            await using var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(maintenance) { Pooling = false });
            await using var connection = await ConnectAsync(dataSource, cancellationToken);
            if (await ExistsAsync(connection, database, cancellationToken))
                return;

            await using var create = connection.CreateCommand();
            create.CommandText = $"create database {database}";
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new StorageUnavailableException(
                $"PostgreSQL refuses the password in {folder.PasswordFile}: bring back the file that belongs to this data folder.", error);
        }
        catch (NpgsqlException error)
        {
            throw Failures.OfServer("answer", error.Message, folder);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await dataSource.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException error) when (MayPass(error) && time.GetElapsedTime(since) < Limit)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static bool MayPass(NpgsqlException error) =>
        error.InnerException is SocketException or IOException or TimeoutException
        || error.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections;

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string database, CancellationToken cancellationToken)
    {
        const string sql = "select exists (select from pg_database where datname = @database)";

        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("database", database);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
