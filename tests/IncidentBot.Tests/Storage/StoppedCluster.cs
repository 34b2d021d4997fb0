using IncidentBot.Storage;
using IncidentBot.Storage.Embedded;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Storage;

/// <summary>A data folder with one row in the table "rows", its server stopped in good order. Copying it is five times as fast as making one.</summary>
public sealed class StoppedCluster : IAsyncLifetime
{
    private readonly TemporaryFolder _original = new();

    public async ValueTask InitializeAsync()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(
            _original.Path, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var dataSource = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = dataSource.CreateCommand("create table rows (id int); insert into rows values (1);");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public TemporaryFolder Copy(string name = "data")
    {
        var copy = new TemporaryFolder(name);
        Directory.CreateDirectory(copy.Path);
        foreach (var folder in Directory.GetDirectories(_original.Path, "*", SearchOption.AllDirectories))
            DataFolder.CreatePrivate(Path.Combine(copy.Path, Path.GetRelativePath(_original.Path, folder)));
        foreach (var file in Directory.GetFiles(_original.Path, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(copy.Path, Path.GetRelativePath(_original.Path, file)));

        return copy;
    }

    public ValueTask DisposeAsync()
    {
        _original.Dispose();
        return ValueTask.CompletedTask;
    }
}
