using System.Data;
using Dapper;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Brings the database to the shape this program knows. Hosts that start together wait for each other; each script runs
/// in a transaction of its own, together with the row that says it ran.
/// </summary>
public sealed partial class Migrator
{
    // Any number will do, as long as nothing else in the database locks by it.
    private const long LockKey = 4_710_815_001;

    private readonly NpgsqlConnection _connection;
    private readonly IReadOnlyList<Migration> _migrations;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private Migrator(NpgsqlConnection connection, IReadOnlyList<Migration> migrations, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _migrations = migrations;
        _time = time;
        _logger = logger;
    }

    /// <exception cref="StorageUnavailableException">
    /// A script was edited after it ran, the database is newer than the program, or a script failed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The numbers have a gap or a repeat.</exception>
    public static async Task RunAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<Migration> migrations,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var ordered = Migration.InOrder(migrations);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var migrator = new Migrator(connection, ordered, time, logger);

        // Another host may be at a long script; there is no limit to the wait other than the caller's.
        await migrator.ExecuteAsync("select pg_advisory_lock(@LockKey)", new { LockKey }, cancellationToken);
        try
        {
            await migrator.RunMissingAsync(cancellationToken);
        }
        finally
        {
            if (connection.FullState.HasFlag(ConnectionState.Open))
                await migrator.ExecuteAsync("select pg_advisory_unlock(@LockKey)", new { LockKey }, CancellationToken.None);
        }
    }

    private async Task RunMissingAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            create table if not exists schema_migrations (
                number     int         primary key,
                name       text        not null,
                sha256     text        not null,
                applied_at timestamptz not null
            )
            """;

        await ExecuteAsync(sql, null, cancellationToken);
        var applied = await AppliedAsync(cancellationToken);
        foreach (var row in applied)
            RefuseUnlessKnown(row);

        foreach (var migration in _migrations.ExceptBy(applied.Select(row => row.Number), migration => migration.Number))
            await RunAsync(migration, cancellationToken);
    }

    private async Task<IReadOnlyList<AppliedMigration>> AppliedAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            select number, name, sha256
              from schema_migrations
             order by number
            """;

        var command = new CommandDefinition(sql, cancellationToken: cancellationToken);
        return (await _connection.QueryAsync<AppliedMigration>(command)).AsList();
    }

    private void RefuseUnlessKnown(AppliedMigration row)
    {
        if (row.Number > _migrations.Count)
            throw new StorageUnavailableException(
                $"The database is newer than this program: it has been through {row.Number:0000}_{row.Name}.sql, and this program knows {_migrations.Count} scripts. "
                + "Start the newer program, or bring back a copy of the database from before it.");

        var script = _migrations[row.Number - 1];
        if (script.Sha256 != row.Sha256)
            throw new StorageUnavailableException(
                $"The script {script.FileName} was edited after this database had run it as {row.Number:0000}_{row.Name}.sql: "
                + "put its old text back, and write what should change into a new script.");
    }

    private async Task RunAsync(Migration migration, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into schema_migrations (number, name, sha256, applied_at)
            values (@Number, @Name, @Sha256, @AppliedAt)
            """;

        var since = _time.GetTimestamp();
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(migration.Sql, null, cancellationToken);
            await ExecuteAsync(
                sql,
                new { migration.Number, migration.Name, migration.Sha256, AppliedAt = _time.GetUtcNow() },
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException error)
        {
            throw new StorageUnavailableException(
                $"The script {migration.FileName} failed, and nothing of it was kept ({error.MessageText}): mend what it names and start again.",
                error);
        }

        LogApplied(migration.FileName, (int)_time.GetElapsedTime(since).TotalMilliseconds);
    }

    private Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        _connection.ExecuteAsync(new CommandDefinition(sql, parameters, commandTimeout: 0, cancellationToken: cancellationToken));

    private sealed record AppliedMigration(int Number, string Name, string Sha256);

    [LoggerMessage(LogLevel.Information, "The database has been through {Script} ({Milliseconds} ms)")]
    private partial void LogApplied(string script, int milliseconds);
}
