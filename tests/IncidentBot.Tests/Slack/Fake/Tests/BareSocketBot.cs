using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>An app with nothing in it, on one WebSocket.</summary>
internal sealed class BareSocketBot : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ending = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>All that came: hello, envelopes, disconnects.</summary>
    public ConcurrentQueue<JsonObject> Got { get; } = new();

    public IEnumerable<JsonObject> Envelopes => Got.Where(message => message.ContainsKey("envelope_id"));

    /// <summary>The payload of an acknowledgement; throws where there shall be none.</summary>
    public Func<JsonObject, string?> Answer { get; set; } = _ => null;

    public bool Acknowledges { get; set; } = true;

    public WebSocketState State => _socket.State;

    public static async Task<BareSocketBot> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var bot = new BareSocketBot();
        await bot._socket.ConnectAsync(address, cancellationToken);
        bot._reading = bot.ReadAsync();
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _ending.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        while (_socket.State == WebSocketState.Open)
        {
            using var whole = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), _ending.Token);
                await whole.WriteAsync(buffer.AsMemory(0, part.Count), _ending.Token);
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
                return;

            var message = JsonNode.Parse(whole.ToArray())!.AsObject();
            Got.Enqueue(message);
            if (message["envelope_id"] is { } id && Acknowledges)
                await AcknowledgeAsync(id.GetValue<string>(), Answer(message));
        }
    }

    private async Task AcknowledgeAsync(string id, string? payload)
    {
        var acknowledgement = new JsonObject { ["envelope_id"] = id };
        if (payload is not null)
            acknowledgement["payload"] = JsonNode.Parse(payload);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(acknowledgement.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _ending.Token);
    }
}
