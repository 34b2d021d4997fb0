using System.Globalization;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace IncidentBot.Tests.Infrastructure;

/// <summary>One throw-away cluster for the run, started by the first test that asks, and a fresh database for whoever asks.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    /// <summary>Nothing here must survive a loss of power, and many test classes hold connections at once.</summary>
    public static readonly IReadOnlyDictionary<string, string> ThrowAwaySettings = new Dictionary<string, string>
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["max_connections"] = "200",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<EmbeddedPostgres>> _postgres;
    private int _databases;

    public PostgresFixture()
    {
        _postgres = new(() => EmbeddedPostgres.StartAsync(
            _folder.Path, ThrowAwaySettings, NullLogger.Instance, TimeProvider.System, CancellationToken.None));
    }

    /// <summary>Makes an empty database; the connection string leads to it with a small pool.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var postgres = await _postgres.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        var maintenance = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();

        return new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
        {
            Database = name,
            MaxPoolSize = 10,
            ConnectionIdleLifetime = 5,
            ConnectionPruningInterval = 1,
        }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_postgres.IsValueCreated)
                await (await _postgres.Value).DisposeAsync();
        }
        finally
        {
            _folder.Dispose();
        }
    }
}
