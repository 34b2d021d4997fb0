using System.Net.WebSockets;

namespace IncidentBot.Slack;

/// <summary>Whole messages over a web socket. A cut connection is no error here: nothing comes any more, and nothing can be sent.</summary>
public sealed class SocketWire(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);

    /// <returns>A message, empty if it was larger than <see cref="IncomingBody.Largest"/>; nothing when there will be no more.</returns>
    public async ValueTask<IncomingBody?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var body = new IncomingBody(4096);
        try
        {
            var isTooLarge = false;
            while (await socket.ReceiveAsync(body.Room, cancellationToken) is { MessageType: not WebSocketMessageType.Close } part)
            {
                isTooLarge |= !body.Took(part.Count);
                if (isTooLarge)
                    body.Clear();
                if (part.EndOfMessage)
                    return body;
            }
        }
        catch (Exception cut) when (IsCut(cut))
        {
            // As if it had been closed.
        }

        body.Dispose();
        return null;
    }

    /// <returns>Whether the connection took it.</returns>
    public Task<bool> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        InTurnAsync(() => socket.SendAsync(message, WebSocketMessageType.Text, true, cancellationToken).AsTask(), cancellationToken);

    /// <summary>Says that nothing will be sent any more.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) =>
        InTurnAsync(() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken), cancellationToken);

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }

    private async Task<bool> InTurnAsync(Func<Task> send, CancellationToken cancellationToken)
    {
        try
        {
            await _sending.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            await send();
            return true;
        }
        catch (Exception cut) when (IsCut(cut))
        {
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    private static bool IsCut(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or InvalidOperationException;
}
