using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>
/// Brings events to the bot as Slack does: at least once, in no order that could be relied on, and again when
/// the bot does not take them; commands and interactions once, for an answer in time.
/// </summary>
public sealed class BotInbox : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private readonly ConcurrentQueue<JsonObject> _refused = new();
    private readonly FakeSlack _slack;
    private readonly TimeProvider _clock;
    private readonly HttpWay _http;
    private List<JsonObject>? _held;

    public BotInbox(TimeProvider clock, FakeSlack slack)
    {
        (_slack, _clock) = (slack, clock);
        _http = new HttpWay(this, clock, _closing.Token);
        Socket = new SocketDoor(slack, clock, _closing.Token);
    }

    public Transport Transport { get; set; }

    public SocketDoor Socket { get; }

    /// <summary>Where the bot listens; null while there is none.</summary>
    public Uri? Bot { get; set; }

    /// <summary>What Slack grants for an answer, and for a form.</summary>
    public static readonly TimeSpan SlacksOwn = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a person waits for the answer to a command or a press before they see an error, and how long a trigger opens
    /// a form. A machine that is busy with tests gets more than <see cref="SlacksOwn"/>; tests of the three seconds set it.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// For events Slack waits three seconds as well, and tries again. A machine that is busy with tests gets more, for
    /// tests count the tries.
    /// </summary>
    public TimeSpan EventPatience { get; set; } = TimeSpan.FromSeconds(20);

    public string Secret { get; set; } = FakeSlack.SigningSecret;

    /// <summary>How often each event is delivered, each time under an event id of its own.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Slack tries again at once, after a minute and after five; tests have less time.</summary>
    public IReadOnlyList<TimeSpan> RetryAfter { get; set; } = [TimeSpan.Zero, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)];

    private IWayToBot Way => Transport == Transport.Socket ? Socket : _http;

    /// <summary>From now on events wait for <see cref="ReleaseAsync"/>.</summary>
    public void Hold() => _held = [];

    /// <summary>Delivers what was held back, one after the other.</summary>
    public async Task ReleaseAsync(bool newestFirst = false)
    {
        var held = _held ?? throw new InvalidOperationException("Nothing is held back.");
        _held = null;
        foreach (var inner in newestFirst ? Enumerable.Reverse(held) : held)
            await DeliverAsync(inner);
    }

    /// <summary>What the bot took in none of its tries comes once more, as with the app setting "Delayed Events".</summary>
    public async Task RedeliverAsync()
    {
        for (var left = _refused.Count; left > 0 && _refused.TryDequeue(out var envelope); left--)
            await BringWithRetriesAsync(envelope, 3);
    }

    /// <summary>Waits until the events that nobody awaits have been delivered.</summary>
    public async Task EmptyAsync()
    {
        while (!_underWay.IsEmpty)
            await Task.WhenAll(_underWay.Keys);
    }

    public async Task<Delivery> DeliverAsync(JsonObject inner)
    {
        if (!IsForBot(inner))
            return Delivery.None;
        if (_held is { } held)
        {
            held.Add(inner);
            return Delivery.None;
        }

        var deliveries = await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => BringWithRetriesAsync(Envelope(inner), 0)));
        return deliveries.FirstOrDefault(delivery => !delivery.IsAcknowledged) ?? deliveries[0];
    }

    /// <summary>Posts bytes as they are, signed, so that a test can send anything.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, Action<HttpRequestMessage>? change = null) =>
        _http.PostAsync(path, body, contentType, EventPatience, change);

    public JsonObject Envelope(JsonObject inner) => new()
    {
        ["token"] = "dead",
        ["team_id"] = _slack.Workspace.TeamId,
        ["context_team_id"] = _slack.Workspace.TeamId,
        ["api_app_id"] = _slack.Workspace.AppId,
        ["event"] = inner.DeepClone(),
        ["type"] = "event_callback",
        ["event_id"] = _slack.Workspace.NewId("Ev"),
        ["event_time"] = _clock.GetUtcNow().ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = _slack.Workspace.TeamId, ["user_id"] = _slack.Workspace.BotUser.Id, ["is_bot"] = true, ["is_enterprise_install"] = false }),
        ["is_ext_shared_channel"] = ChannelOf(inner)?.IsShared == true,
        ["event_context"] = "4-fake",
    };

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_underWay.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _closing.Dispose();
    }

    /// <summary>Brings a command (<c>slash_commands</c>) or what somebody pressed (<c>interactive</c>).</summary>
    internal Task<FromBot> AskAsync(string kind, JsonObject payload) => Way.BringAsync(new ToBot(kind, payload, Patience));

    /// <summary>Delivers in the background.</summary>
    internal void Queue(JsonObject inner)
    {
        if (_closing.IsCancellationRequested)
            return;

        var delivery = Task.Run(() => DeliverAsync(inner));
        _underWay[delivery] = true;
        _ = delivery.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task<Delivery> BringWithRetriesAsync(JsonObject envelope, int retry)
    {
        var statuses = new List<int>();
        string? reason = retry == 0 ? null : "http_error";
        for (; retry <= RetryAfter.Count && !_closing.IsCancellationRequested; retry++)
        {
            if (retry > 0)
                await Task.Delay(RetryAfter[retry - 1], _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            var answer = await Way.BringAsync(new ToBot("events_api", envelope, EventPatience, retry, reason));
            statuses.Add(answer.Status);
            if (answer.IsTaken)
                return new Delivery(statuses);
            if (answer.ForbidsRetry)
                break;
            reason = answer.Failure;
        }

        _refused.Enqueue(envelope);
        return new Delivery(statuses);
    }

    /// <summary>The bot hears only what happens where it is.</summary>
    private bool IsForBot(JsonObject inner)
    {
        if (inner["type"]!.GetValue<string>() is "app_home_opened" or "channel_left" or "group_left" || IdOf(inner) is null)
            return true;
        lock (_slack.Workspace.Gate)
            return ChannelOf(inner)?.Has(_slack.Workspace.BotUser.Id) == true;
    }

    private FakeChannel? ChannelOf(JsonObject inner)
    {
        lock (_slack.Workspace.Gate)
            return IdOf(inner) is { } id ? _slack.Workspace.FindChannel(id) : null;
    }

    private static string? IdOf(JsonObject inner) =>
        (inner["channel"] is JsonObject renamed ? renamed["id"] : inner["channel"] ?? inner["channel_id"] ?? inner["item"]?["channel"])?.GetValue<string>();
}
