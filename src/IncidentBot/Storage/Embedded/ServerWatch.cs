namespace IncidentBot.Storage.Embedded;

/// <summary>Notices that the server is gone, killed for want of memory for instance, and starts it again.</summary>
public sealed partial class ServerWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LogFilesPeriod = TimeSpan.FromMinutes(10);

    private readonly DataFolder _folder;
    private readonly PostgresCluster _cluster;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private long? _logFilesDeleted;

    public ServerWatch(DataFolder folder, PostgresCluster cluster, ILogger logger, TimeProvider time)
    {
        _folder = folder;
        _cluster = cluster;
        _logger = logger;
        _time = time;
        _watching = Task.Run(() => WatchAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await LookAfterServerAsync(cancellationToken);
                await Task.Delay(Period, _time, cancellationToken);
            }
            catch (Exception error) when (error is StorageUnavailableException or IOException or UnauthorizedAccessException)
            {
                LogNotMended(error.Message, PauseAfterFailure.TotalSeconds);
                await Task.Delay(PauseAfterFailure, _time, cancellationToken);
            }
        }
    }

    private async Task LookAfterServerAsync(CancellationToken cancellationToken)
    {
        if (!_cluster.IsRunning)
        {
            LogGone(_folder.Root);
            var since = _time.GetTimestamp();
            await _cluster.EnsureRunningAsync(cancellationToken);
            LogStartedAgain(_folder.Root, (int)_time.GetElapsedTime(since).TotalMilliseconds);
        }

        if (_logFilesDeleted is null || _time.GetElapsedTime(_logFilesDeleted.Value) > LogFilesPeriod)
        {
            StartLog.DeleteOldFiles(_folder);
            _logFilesDeleted = _time.GetTimestamp();
        }
    }

    [LoggerMessage(LogLevel.Error, "PostgreSQL in {Folder} is gone; starting it again")]
    private partial void LogGone(string folder);

    [LoggerMessage(LogLevel.Information, "PostgreSQL in {Folder} was started again in {Milliseconds} ms")]
    private partial void LogStartedAgain(string folder, int milliseconds);

    [LoggerMessage(LogLevel.Critical, "{Reason} Trying again in {Seconds} s")]
    private partial void LogNotMended(string reason, double seconds);
}
