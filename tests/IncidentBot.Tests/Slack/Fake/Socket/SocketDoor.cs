using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>
/// Socket Mode: the app asks for a ticket, opens a WebSocket with it, and gets everything through one of the up to ten
/// that it has open.
/// </summary>
public sealed class SocketDoor(FakeSlack slack, TimeProvider clock, CancellationToken closing) : IWayToBot
{
    public const string Path = "/link/";
    private const int MostConnections = 10;

    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly List<SocketConnection> _connections = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _turn;

    /// <summary>Socket Mode is switched on in the app's settings.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>How long a connection still works after the app was told that it will be closed; Slack gives about ten seconds.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pings of the WebSocket itself.</summary>
    public TimeSpan PingEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many the app has had at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public int TicketsGiven { get; private set; }

    public IReadOnlyList<SocketConnection> Connections
    {
        get
        {
            lock (_gate)
                return [.. _connections];
        }
    }

    internal Uri NewAddress()
    {
        var ticket = Guid.NewGuid().ToString("N");
        _tickets[ticket] = true;
        TicketsGiven++;
        return new UriBuilder(slack.Address) { Scheme = "ws", Path = Path, Query = $"ticket={ticket}&app_id={slack.Workspace.AppId}" }.Uri;
    }

    /// <summary>As before Slack takes a connection down: <c>warning</c>, about ten seconds ahead, or <c>refresh_requested</c>.</summary>
    public Task AnnounceEndAsync(SocketConnection connection, string reason = "refresh_requested") => connection.AnnounceEndAsync(reason, Grace);

    /// <summary>An administrator switches Socket Mode off: all connections end, and no new one opens.</summary>
    public async Task DisableLinkAsync()
    {
        IsOn = false;
        foreach (var connection in Connections)
            await connection.AnnounceEndAsync("link_disabled", TimeSpan.Zero);
    }

    /// <summary>The way breaks without a word; what was not acknowledged comes again over another connection.</summary>
    public void DropAll()
    {
        foreach (var connection in Connections)
            connection.Drop();
    }

    internal async Task TakeAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !_tickets.TryRemove(http.Request.Query["ticket"].ToString(), out _) || !IsOn || Connections.Count >= MostConnections)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = PingEvery });
        await using var connection = new SocketConnection(socket, closing);
        Enter(connection);
        try
        {
            await connection.RunAsync(Hello());
        }
        finally
        {
            lock (_gate)
                _connections.Remove(connection);
        }
    }

    async Task<FromBot> IWayToBot.BringAsync(ToBot message)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closing);
        limit.CancelAfter(message.Patience);
        var envelope = Envelope(message);
        try
        {
            while (true)
            {
                var connection = await NextAsync(limit.Token);
                if (await connection.SendAsync(envelope, limit.Token) is { } acknowledgement)
                    return Read(message, acknowledgement);

                // The connection broke before it was acknowledged: the same envelope takes another.
                envelope["retry_attempt"] = (envelope["retry_attempt"]?.GetValue<int>() ?? 0) + 1;
                envelope["retry_reason"] = "timeout";
            }
        }
        catch (OperationCanceledException)
        {
            return FromBot.Nothing("timeout");
        }
    }

    private void Enter(SocketConnection connection)
    {
        lock (_gate)
        {
            _connections.Add(connection);
            MostAtOnce = Math.Max(MostAtOnce, _connections.Count);
            _opened.TrySetResult();
            _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>In turn, as no app can rely on one of them; waits where there is none.</summary>
    private async Task<SocketConnection> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task opened;
            lock (_gate)
            {
                var usable = _connections.Where(connection => connection.IsUsable).ToList();
                if (usable.Count > 0)
                    return usable[_turn++ % usable.Count];

                opened = _opened.Task;
            }

            await opened.WaitAsync(cancellationToken);
        }
    }

    private JsonObject Hello() => new()
    {
        ["type"] = "hello",
        ["num_connections"] = Connections.Count,
        ["connection_info"] = new JsonObject { ["app_id"] = slack.Workspace.AppId },
        ["debug_info"] = new JsonObject { ["host"] = "applink-fake", ["started"] = clock.GetUtcNow().ToString("u", CultureInfo.InvariantCulture), ["build_number"] = 1, ["approximate_connection_time"] = 18_060 },
    };

    private static JsonObject Envelope(ToBot message)
    {
        var envelope = new JsonObject
        {
            ["envelope_id"] = Guid.NewGuid().ToString(),
            ["type"] = message.Kind,
            ["payload"] = message.Payload.DeepClone(),
            ["accepts_response_payload"] = message.Kind != "events_api",
        };
        if (message.Kind == "events_api")
            (envelope["retry_attempt"], envelope["retry_reason"]) = (message.Retry, message.RetryReason ?? "");
        return envelope;
    }

    /// <summary>The payload of an acknowledgement is what the body of an HTTP answer would be; where none is taken, it is lost.</summary>
    private static FromBot Read(ToBot message, JsonObject acknowledgement) =>
        new(200, message.Kind == "events_api" ? "" : acknowledgement["payload"]?.ToJsonString() ?? "", "application/json");
}
