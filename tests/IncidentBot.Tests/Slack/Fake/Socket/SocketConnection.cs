using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>One WebSocket of the app.</summary>
public sealed class SocketConnection : IAsyncDisposable
{
    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _ending;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject?>> _waiting = new();
    private readonly TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isFrozen;

    internal SocketConnection(WebSocket socket, CancellationToken closing) =>
        (_socket, _ending) = (socket, CancellationTokenSource.CreateLinkedTokenSource(closing));

    /// <summary>The envelopes that went down this way.</summary>
    public ConcurrentQueue<JsonObject> Sent { get; } = new();

    /// <summary>What the app sent that is no acknowledgement of anything.</summary>
    public ConcurrentQueue<string> Strange { get; } = new();

    /// <summary>The app said <c>close</c> itself.</summary>
    public bool IsClosedByApp { get; private set; }

    internal bool IsUsable => _socket.State == WebSocketState.Open && !_ending.IsCancellationRequested;

    /// <summary>The network is gone and nobody noticed: nothing is sent, read or answered any more, and nothing is closed.</summary>
    public void Freeze() => _isFrozen = true;

    /// <summary>Breaks without a word.</summary>
    public void Drop()
    {
        _ending.Cancel();
        _socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _thawed.TrySetResult();
        foreach (var waiting in _waiting.Values)
            waiting.TrySetResult(null);
    }

    internal async Task RunAsync(JsonObject hello)
    {
        await WriteAsync(hello, _ending.Token);
        try
        {
            while (await ReadAsync() is { } text)
                Take(text);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            // What waits for an acknowledgement is told below.
        }
        finally
        {
            foreach (var waiting in _waiting.Values)
                waiting.TrySetResult(null);
        }
    }

    internal async Task AnnounceEndAsync(string reason, TimeSpan grace)
    {
        await WriteAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-fake" } }, _ending.Token);
        _ = CloseAsync(grace);
    }

    /// <returns>The acknowledgement; nothing where the connection broke first.</returns>
    internal async Task<JsonObject?> SendAsync(JsonObject envelope, CancellationToken cancellationToken)
    {
        var id = envelope["envelope_id"]!.GetValue<string>();
        var acknowledged = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            Sent.Enqueue(envelope.DeepClone().AsObject());
            await WriteAsync(envelope, cancellationToken);
            return IsUsable || acknowledged.Task.IsCompleted ? await acknowledged.Task.WaitAsync(cancellationToken) : null;
        }
        catch (Exception broken) when (broken is WebSocketException or ObjectDisposedException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    private void Take(string text)
    {
        var acknowledgement = Parse(text);
        if (acknowledgement?["envelope_id"] is JsonValue id && _waiting.TryGetValue(id.ToString(), out var waiting))
            waiting.TrySetResult(acknowledgement);
        else
            Strange.Enqueue(text);
    }

    private async Task CloseAsync(TimeSpan grace)
    {
        await Task.Delay(grace, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_socket.State == WebSocketState.Open)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    private async Task WriteAsync(JsonObject json, CancellationToken cancellationToken)
    {
        if (_isFrozen)
            return;

        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(json.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <returns>The next text; nothing when the app closes.</returns>
    private async Task<string?> ReadAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            if (_isFrozen)
                await _thawed.Task;
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), _ending.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                IsClosedByApp = true;
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return null;
            }

            await whole.WriteAsync(buffer.AsMemory(0, part.Count));
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length);
        }
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
