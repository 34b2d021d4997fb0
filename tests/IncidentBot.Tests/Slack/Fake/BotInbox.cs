using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>
/// Brings events to the bot as Slack does: signed, at least once, in no order that could be relied on, and again when
/// the bot does not take them.
/// </summary>
public sealed class BotInbox(TimeProvider clock, FakeSlack slack) : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private readonly ConcurrentQueue<JsonObject> _refused = new();
    private List<JsonObject>? _held;

    /// <summary>Where the bot listens; null while there is none.</summary>
    public Uri? Bot { get; set; }

    /// <summary>Slack waits three seconds; a machine that is busy with tests gets more.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    public string Secret { get; set; } = FakeSlack.SigningSecret;

    /// <summary>How often each event is delivered, each time under an event id of its own.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Slack tries again at once, after a minute and after five; tests have less time.</summary>
    public IReadOnlyList<TimeSpan> RetryAfter { get; set; } = [TimeSpan.Zero, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)];

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
            await PostWithRetriesAsync(envelope, 3);
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

        var deliveries = await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => PostWithRetriesAsync(Envelope(inner), 0)));
        return deliveries.FirstOrDefault(delivery => !delivery.IsAcknowledged) ?? deliveries[0];
    }

    /// <summary>Posts bytes as they are, signed, so that a test can send anything.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Bot ?? throw new HttpRequestException("There is no bot."), path));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Signature.Sign(request, body, Secret, clock.GetUtcNow());
        change?.Invoke(request);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        patience.CancelAfter(Patience);
        return await _http.SendAsync(request, patience.Token);
    }

    public JsonObject Envelope(JsonObject inner) => new()
    {
        ["token"] = "dead",
        ["team_id"] = slack.Workspace.TeamId,
        ["context_team_id"] = slack.Workspace.TeamId,
        ["api_app_id"] = slack.Workspace.AppId,
        ["event"] = inner.DeepClone(),
        ["type"] = "event_callback",
        ["event_id"] = slack.Workspace.NewId("Ev"),
        ["event_time"] = clock.GetUtcNow().ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = slack.Workspace.TeamId, ["user_id"] = slack.Workspace.BotUser.Id, ["is_bot"] = true, ["is_enterprise_install"] = false }),
        ["is_ext_shared_channel"] = false,
        ["event_context"] = "4-fake",
    };

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_underWay.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _closing.Dispose();
    }

    /// <summary>Delivers in the background.</summary>
    internal void Queue(JsonObject inner)
    {
        if (_closing.IsCancellationRequested)
            return;

        var delivery = Task.Run(() => DeliverAsync(inner));
        _underWay[delivery] = true;
        _ = delivery.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task<Delivery> PostWithRetriesAsync(JsonObject envelope, int retry)
    {
        var statuses = new List<int>();
        string? reason = retry == 0 ? null : "http_error";
        for (; retry <= RetryAfter.Count && !_closing.IsCancellationRequested; retry++)
        {
            if (retry > 0)
                await Task.Delay(RetryAfter[retry - 1], _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            (var status, reason, var isLast) = await TryPostAsync(envelope, retry, reason);
            statuses.Add(status);
            if (status is >= 200 and < 300)
                return new Delivery(statuses);
            if (isLast)
                break;
        }

        _refused.Enqueue(envelope);
        return new Delivery(statuses);
    }

    private async Task<(int Status, string? Reason, bool IsLast)> TryPostAsync(JsonObject envelope, int retry, string? reason)
    {
        try
        {
            using var response = await PostAsync("/slack/events", Encoding.UTF8.GetBytes(envelope.ToJsonString()), "application/json", request =>
            {
                if (retry == 0)
                    return;
                request.Headers.Add("x-slack-retry-num", retry.ToString(System.Globalization.CultureInfo.InvariantCulture));
                request.Headers.Add("x-slack-retry-reason", reason);
            });
            return ((int)response.StatusCode, "http_error", response.Headers.Contains("x-slack-no-retry"));
        }
        catch (OperationCanceledException)
        {
            return (0, "http_timeout", false);
        }
        catch (HttpRequestException)
        {
            return (0, "connection_failed", false);
        }
    }

    /// <summary>The bot hears only what happens where it is.</summary>
    private bool IsForBot(JsonObject inner)
    {
        var id = (inner["channel"] ?? inner["channel_id"] ?? inner["item"]?["channel"])?.GetValue<string>();
        lock (slack.Workspace.Gate)
            return id is null || slack.Workspace.FindChannel(id)?.Has(slack.Workspace.BotUser.Id) == true;
    }
}
