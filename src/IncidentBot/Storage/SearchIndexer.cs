using System.Diagnostics;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>
/// Keeps what search reads up to date, on whichever host gets to it first. It follows the log from behind and takes a share of the
/// time only, so that the road of a message stays free; what was said is found a moment later.
/// </summary>
public sealed partial class SearchIndexer(Npgsql.NpgsqlDataSource dataSource, DatabaseNews news, ILogger<SearchIndexer> logger) : BackgroundService
{
    /// <summary>The advisory lock of whoever is at it: any number that nothing else in this database locks.</summary>
    public const long LockKey = 0x1C1D_0B07_0002;

    private const int ShareOfTime = 4;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    private readonly SearchIndex _index = new(dataSource);
    private readonly SemaphoreSlim _wake = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.IncidentChanged += Wake;
        news.LogGrew += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var began = Stopwatch.GetTimestamp();
                var hasMore = await AdvanceAsync(stoppingToken);
                var rest = Stopwatch.GetElapsedTime(began) * (ShareOfTime - 1);

                // For the sake of the machine and not of any hour: by the machine's own clock.
                await Task.Delay(rest < LongestRest ? rest : LongestRest, stoppingToken);
                if (!hasMore)
                    await _wake.WaitAsync(LongestSilence, stoppingToken);
            }
        }
        finally
        {
            news.IncidentChanged -= Wake;
            news.LogGrew -= Wake;
        }
    }

    /// <summary>A fault here costs finds, and must not cost the incident its bot.</summary>
    private async Task<bool> AdvanceAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await _index.AdvanceAsync(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            if (StorageAwayException.Explains(fault))
                LogStorageAway(fault.Message);
            else
                LogFault(fault);
            await Task.Delay(PauseAfterFault, stoppingToken);
            return false;
        }
    }

    private void Wake(IncidentId incident)
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it in the same moment.
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "The search index waits for the database ({Reason})")]
    private partial void LogStorageAway(string reason);

    [LoggerMessage(LogLevel.Error, "The search index does not get on; what is new is not found")]
    private partial void LogFault(Exception fault);
}
