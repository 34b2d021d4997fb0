using IncidentBot.Storage.Embedded;

namespace IncidentBot.Storage;

/// <summary>
/// The bot's own PostgreSQL, run from installed programs in the data folder. The server outlives a host that is
/// killed, and the next host takes it over; a server that is killed is started again.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "incidentbot";

    private readonly DataFolder _folder;
    private readonly PostgresCluster _cluster;
    private readonly ServerWatch _watch;
    private readonly ILogger _logger;
    private bool _disposed;

    private EmbeddedPostgres(DataFolder folder, PostgresCluster cluster, string connectionString, ILogger logger, TimeProvider time)
    {
        _folder = folder;
        _cluster = cluster;
        _logger = logger;
        ConnectionString = connectionString;
        _watch = new ServerWatch(folder, cluster, logger, time);
    }

    /// <summary>Leads to the database "incidentbot" as its owner; holds the password.</summary>
    public string ConnectionString { get; }

    /// <inheritdoc cref="StartAsync(string, IReadOnlyDictionary{string, string}, ILogger, TimeProvider, CancellationToken)"/>
    public static Task<EmbeddedPostgres> StartAsync(
        string dataDirectory,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellationToken) =>
        StartAsync(dataDirectory, new Dictionary<string, string>(), logger, time, cancellationToken);

    /// <param name="dataDirectory">Made when missing; a relative path counts from the current directory.</param>
    /// <param name="settings">Settings of the server that replace the bot's. Meant for throw-away clusters of tests, which may
    /// do without fsync; the product passes none.</param>
    /// <exception cref="StorageUnavailableException">With the reason and its cure.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        string dataDirectory,
        IReadOnlyDictionary<string, string> settings,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var folder = DataFolder.Open(dataDirectory);
        try
        {
            return await StartAsync(folder, settings, logger, time, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw Failures.OfFolder(folder.Root, error);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        await _watch.DisposeAsync();
        try
        {
            await _cluster.StopAsync(CancellationToken.None);
            LogStopped(_folder.Root);
        }
        catch (StorageUnavailableException error)
        {
            LogNotStopped(error.Message);
        }
        finally
        {
            _folder.Dispose();
        }
    }

    private static async Task<EmbeddedPostgres> StartAsync(
        DataFolder folder,
        IReadOnlyDictionary<string, string> settings,
        ILogger logger,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var cluster = await PostgresCluster.OpenAsync(folder, settings, time, cancellationToken);
        try
        {
            var started = await cluster.EnsureRunningAsync(cancellationToken);
            var password = folder.ReadPassword();
            var maintenance = cluster.Address!.ConnectionString("postgres", password);
            await new FirstConnection(folder, time).CreateMissingDatabaseAsync(maintenance, Database, cancellationToken);

            LogRunning(logger, folder.Root, started ? "started" : "found running", (int)time.GetElapsedTime(since).TotalMilliseconds);
            return new EmbeddedPostgres(folder, cluster, cluster.Address.ConnectionString(Database, password), logger, time);
        }
        catch
        {
            // Nobody would ever stop it; the first failure is the one to tell.
            await cluster.TryStopAsync();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Information, "PostgreSQL in {Folder} was {How} in {Milliseconds} ms")]
    private static partial void LogRunning(ILogger logger, string folder, string how, int milliseconds);

    [LoggerMessage(LogLevel.Information, "PostgreSQL in {Folder} was stopped")]
    private partial void LogStopped(string folder);

    [LoggerMessage(LogLevel.Warning, "PostgreSQL was left running; the next start takes it over. {Reason}")]
    private partial void LogNotStopped(string reason);
}
