using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>
/// One connection: takes what comes, many at once, and acknowledges each when it is stored. It goes on until Slack
/// closes it or <see cref="FinishAsync"/> is called.
/// </summary>
public sealed class SlackSocket : IAsyncDisposable
{
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    private readonly SocketWire _wire;
    private readonly SocketDeliveries _deliveries;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _gone = new();
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SocketEnd> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inHand = 1;
    private int _finishing;

    public SlackSocket(SocketWire wire, SocketDeliveries deliveries, TimeProvider time)
    {
        (_wire, _deliveries, _time) = (wire, deliveries, time);
        Closed = ListenAsync();
    }

    /// <summary>Slack has greeted: what it delivers may come this way now.</summary>
    public Task Hello => _hello.Task;

    /// <summary>There when another connection is needed.</summary>
    public Task<SocketEnd> Ending => _ending.Task;

    /// <summary>There when nothing comes any more.</summary>
    public Task Closed { get; }

    /// <summary>Takes nothing new, finishes and acknowledges what it has in hand, and says goodbye.</summary>
    public async Task FinishAsync()
    {
        if (Interlocked.Exchange(ref _finishing, 1) == 0)
            Done();

        await _idle.Task.WaitAsync(LongestWork, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _wire.CloseAsync(_gone.Token);
        await Closed.WaitAsync(LongestGoodbye, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _wire.Dispose();
        await Closed;
    }

    private async Task ListenAsync()
    {
        await Task.Yield();
        try
        {
            while (await _wire.ReceiveAsync(_gone.Token) is { } body)
                await ReadAsync(body);
        }
        catch (OperationCanceledException)
        {
            // It was given up.
        }
        finally
        {
            _ending.TrySetResult(SocketEnd.Lost);
        }
    }

    private async ValueTask ReadAsync(IncomingBody body)
    {
        if (!IncomingJson.TryParse(body.Bytes, out var document))
        {
            body.Dispose();
            _deliveries.Ignore();
            return;
        }

        var frame = new SocketFrame(document.RootElement);
        if (frame.EnvelopeId is { Length: > 0 } && TryTakeInHand())
        {
            await _deliveries.WaitForPlaceAsync(_gone.Token);
            _ = WorkAsync(frame, document, body);
            return;
        }

        Heed(frame);
        document.Dispose();
        body.Dispose();
    }

    private async Task WorkAsync(SocketFrame frame, JsonDocument document, IncomingBody body)
    {
        await Task.Yield();
        try
        {
            if (await _deliveries.TakeAsync(frame, _gone.Token) is not { } acknowledgement)
                return;

            var isTooLarge = acknowledgement.IsTooLarge;
            var isSent = await _wire.SendAsync((acknowledgement with { CarriesAnswer = acknowledgement.CarriesAnswer && !isTooLarge }).ToJson(), _gone.Token);
            if (!isSent || isTooLarge)
                await _deliveries.AnswerLateAsync(acknowledgement, CancellationToken.None);
        }
        finally
        {
            document.Dispose();
            body.Dispose();
            Done();
        }
    }

    private void Heed(SocketFrame frame)
    {
        switch (frame.Type)
        {
            case "hello":
                _hello.TrySetResult();
                break;
            case "disconnect":
                _ending.TrySetResult(frame.Reason == "link_disabled" ? SocketEnd.Disabled : SocketEnd.Renewed);
                break;
            // What comes while it finishes is not acknowledged, and delivered over another connection.
            default:
                _deliveries.Ignore();
                break;
        }
    }

    private bool TryTakeInHand()
    {
        if (Volatile.Read(ref _finishing) == 1)
            return false;

        Interlocked.Increment(ref _inHand);
        return true;
    }

    /// <summary>One thing less in hand; the connection itself counts as one until it is to finish.</summary>
    private void Done()
    {
        if (Interlocked.Decrement(ref _inHand) == 0)
            _idle.TrySetResult();
    }
}
