using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace IncidentBot.Tests.Slack;

/// <summary>The two ends of a web socket on this machine, without a server between them.</summary>
internal sealed class SocketPair : IDisposable
{
    private SocketPair(WebSocket bot, WebSocket slack) => (Bot, Slack) = (bot, slack);

    public WebSocket Bot { get; }

    public WebSocket Slack { get; }

    public static async Task<SocketPair> OpenAsync(CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellationToken);
        var server = await listener.AcceptTcpClientAsync(cancellationToken);
        return new SocketPair(Over(client, isServer: false), Over(server, isServer: true));
    }

    /// <summary>Sends a message from Slack's end, in as many frames as there are parts.</summary>
    public async Task SayAsync(CancellationToken cancellationToken, params string[] parts)
    {
        for (var part = 0; part < parts.Length; part++)
            await Slack.SendAsync(Encoding.UTF8.GetBytes(parts[part]), WebSocketMessageType.Text, part == parts.Length - 1, cancellationToken);
    }

    /// <summary>The next message at Slack's end, which must come in one frame.</summary>
    public async Task<string> HearAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var heard = await Slack.ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return heard.EndOfMessage ? Encoding.UTF8.GetString(buffer, 0, heard.Count) : throw new InvalidOperationException("Slack puts no frames together.");
    }

    public void Dispose()
    {
        Bot.Dispose();
        Slack.Dispose();
    }

    private static WebSocket Over(TcpClient client, bool isServer) =>
        WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions { IsServer = isServer });
}
