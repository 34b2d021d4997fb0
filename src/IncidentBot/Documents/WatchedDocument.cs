using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Documents;

/// <summary>
/// One document while somebody looks at it. However fast the news come in, it is rendered a few times a second at most,
/// and a large one less often, though never later than a second after the change.
/// </summary>
internal sealed partial class WatchedDocument : IDisposable
{
    private const int ShareOfTime = 4;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan PauseWithoutStorage = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly IncidentId _incident;
    private readonly DocumentReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile State _state = new(null, true);

    public WatchedDocument(IncidentId incident, DocumentReader reader, TimeProvider time, ILogger logger)
    {
        (_incident, _reader, _time, _logger) = (incident, reader, time, logger);
        Wake();
        _ = RenderWhenWokenAsync(_stop.Token);
    }

    /// <summary>Changed only by whoever holds the lock of <see cref="LiveDocuments"/>.</summary>
    public int Viewers { get; set; }

    /// <summary>As it was rendered last; nothing before the first time.</summary>
    public RenderedDocument? Newest => _state.Document;

    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Plain messages reach the document only as long as it has nothing else to show.</summary>
    public void WakeForChat()
    {
        if (_state.NeedsChat)
            Wake();
    }

    public async IAsyncEnumerable<DocumentChange> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RenderedDocument? shown = null;
        while (true)
        {
            var state = _state;
            if (state.Document is { } document && document != shown)
            {
                if (document.Since(shown) is { } change)
                    yield return change;
                shown = document;
            }

            await state.Outdated.Task.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RenderWhenWokenAsync(CancellationToken stop)
    {
        try
        {
            while (await _wakes.Reader.WaitToReadAsync(stop))
            {
                _wakes.Reader.TryRead(out _);
                await Task.Delay(await RenderAsync(stop), _time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The last one who looked has gone.
        }
    }

    /// <returns>How long to rest.</returns>
    private async Task<TimeSpan> RenderAsync(CancellationToken stop)
    {
        var started = _time.GetTimestamp();
        try
        {
            if (await _reader.ReadAsync(_incident, stop) is { } live)
                Show(new State(RenderedDocument.Of(live, _state.Document), live.ShowsChat));
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            LogStorageAway(_incident, away.Message);
            Wake();
            return PauseWithoutStorage;
        }

        return TimeSpan.FromTicks(Math.Clamp(_time.GetElapsedTime(started).Ticks * ShareOfTime, ShortestPause.Ticks, LongestPause.Ticks));
    }

    private void Show(State next)
    {
        var before = _state;
        _state = next;
        before.Outdated.SetResult();
    }

    private sealed record State(RenderedDocument? Document, bool NeedsChat)
    {
        public TaskCompletionSource Outdated { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(LogLevel.Warning, "The document of {Incident} waits for the database ({Reason})")]
    private partial void LogStorageAway(IncidentId incident, string reason);
}
