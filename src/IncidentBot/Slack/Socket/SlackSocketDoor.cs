using System.Net.WebSockets;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Opens connections: asks Slack where, with the app token, and waits there for its greeting.</summary>
public sealed class SlackSocketDoor(SlackProbe probe, SocketDeliveries deliveries, IOptions<SlackOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(15);

    // A ping every ten seconds, and no answer to it for twenty: nobody is there any more.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);

    /// <exception cref="SlackApiException">Slack refused, asked to wait, or failed.</exception>
    /// <exception cref="HttpRequestException">Slack was not reached, or named an address that is not its own.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    /// <exception cref="WebSocketException">The connection was refused.</exception>
    /// <exception cref="IOException">It was closed again.</exception>
    public async Task<SlackSocket> OpenAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestOpening);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var answer = await probe.AskAsync("apps.connections.open", options.Value.AppToken, limit.Token);
        var address = answer.Body.Text("url"u8);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !SlackSocketAddress.IsSlacks(url, options.Value))
            throw new HttpRequestException("the address for the socket is not one of Slack's hosts; see Slack:AllowedHosts");

        var wire = await ConnectAsync(url, limit.Token);
        var socket = new SlackSocket(wire, deliveries, time);
        try
        {
            await Task.WhenAny(socket.Hello, socket.Ending).WaitAsync(limit.Token);
            return socket.Ending is { IsCompletedSuccessfully: true, Result: SocketEnd.Lost }
                ? throw new IOException("the connection was closed before Slack's greeting")
                : socket;
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }
    }

    private static async Task<SocketWire> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = PingEvery;
        socket.Options.KeepAliveTimeout = LongestSilence;
        try
        {
            await socket.ConnectAsync(url, cancellationToken);
            return new SocketWire(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
