using System.Collections.Concurrent;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>
/// Sends what the bot has to say: in order within a lane, lanes beside each other. Of all replicas one sends, the one
/// that holds the lock; it dies with its connection, and the next replica takes over.
/// </summary>
public sealed partial class OutboxSender(
    OutboxStore outbox, SenderLock senderLock, ErrandRunner runner, OperatorNotes notes, DatabaseNews news, TimeProvider time, ILogger<OutboxSender> logger) : BackgroundService
{
    private const int MostLanesAtOnce = 16;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ConcurrentDictionary<string, OutboxRow> _lanesAtWork = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.OutboxFilled += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await SendWhatIsDueAsync(stoppingToken);
                await _wake.WaitAsync(LongestSilence, stoppingToken);
            }
        }
        finally
        {
            news.OutboxFilled -= Wake;
            // What is on its way is seen through: cut off, it would be said again after the restart.
            while (!_lanesAtWork.IsEmpty)
                await _wake.WaitAsync(LongestSilence, CancellationToken.None);
        }
    }

    private async Task SendWhatIsDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await senderLock.IsHeldAsync(stoppingToken))
                return;

            foreach (var row in await outbox.NextAsync([.. _lanesAtWork.Keys], stoppingToken))
            {
                if (AtWork(row.Errand.TakesItsTime) < MostLanesAtOnce && _lanesAtWork.TryAdd(row.Lane, row))
                    _ = SendAsync(row, row.Errand.TakesItsTime ? stoppingToken : CancellationToken.None);
            }
        }
        catch (Exception away) when (StorageAwayException.Explains(away) && !stoppingToken.IsCancellationRequested)
        {
            LogStorageAway(away.Message);
        }
    }

    /// <summary>Reading back what a platform gives in small portions must not keep a card waiting: the two are counted apart.</summary>
    private int AtWork(bool takesItsTime) => _lanesAtWork.Values.Count(row => row.Errand.TakesItsTime == takesItsTime);

    private async Task SendAsync(OutboxRow row, CancellationToken cutOff)
    {
        try
        {
            await outbox.StartAsync(row, CancellationToken.None);
            var outcome = await runner.RunAsync(row, cutOff);
            await SettleAsync(row, outcome, CancellationToken.None);
        }
        catch (Exception unsettled) when (StorageAwayException.Explains(unsettled))
        {
            LogStorageAway(unsettled.Message);
        }
        finally
        {
            _lanesAtWork.TryRemove(row.Lane, out _);
            Wake();
        }
    }

    private async Task SettleAsync(OutboxRow row, ErrandOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Error is not { } error)
        {
            await outbox.SentAsync(row, cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        if (outcome.IsFinal || now - row.CreatedAt > GiveUpAfter)
        {
            await notes.TellLeftOutAsync(row, error, cancellationToken);
            await outbox.GiveUpAsync(row, error, cancellationToken);
            return;
        }

        var pause = outcome.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(row.Attempts, 10))));
        LogTryAgain(row.Errand.GetType().Name, row.Lane, error, pause);
        await outbox.TryAgainAsync(row, error, outcome.IsUncertain, now + pause, cancellationToken);
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in the same moment.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outbox waits for the database ({Reason})")]
    private partial void LogStorageAway(string reason);

    [LoggerMessage(LogLevel.Warning, "{Errand} in {Lane} failed with {Error}; trying again in {Pause}")]
    private partial void LogTryAgain(string errand, string lane, string error, TimeSpan pause);
}
