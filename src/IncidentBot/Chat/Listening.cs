using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>
/// Keeps in mind until when the bot listened, and sees to it that what was said meanwhile is fetched: after a restart, and
/// after a connection was lost while the bot ran.
/// </summary>
public sealed partial class Listening(IEnumerable<IChatPlatform> platforms, ListeningStore store, TimeProvider time, ILogger<Listening> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>A beat may be late; two that are missing are a gap.</summary>
    private static readonly TimeSpan ShortestGap = 3 * Beat;

    private readonly HashSet<(string Platform, string Workspace)> _heard = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                foreach (var platform in platforms)
                    await NoteAsync(platform, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            foreach (var platform in platforms)
                await NoteAsync(platform, CancellationToken.None);
        }
    }

    private async Task NoteAsync(IChatPlatform platform, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var workspace in await platform.WorkspacesHeardAsync(cancellationToken))
            {
                // After a start the smallest gap counts: whatever came in while the bot was away may not come again.
                var shortest = _heard.Contains((platform.Name, workspace)) ? ShortestGap : TimeSpan.Zero;
                var now = time.GetUtcNow();
                if (await store.HearAsync(platform.Name, workspace, now, shortest, cancellationToken) is { } since)
                    LogGap(platform.Name, workspace, since, now);
                _heard.Add((platform.Name, workspace));
            }
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            LogStorageAway(away.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Nobody listened to {Platform} {Workspace} from {Since} to {Now}; what was missed is fetched")]
    private partial void LogGap(string platform, string workspace, DateTimeOffset since, DateTimeOffset now);

    [LoggerMessage(LogLevel.Warning, "It could not be noted that the bot listens ({Reason}); this counts as a gap")]
    private partial void LogStorageAway(string reason);
}
