using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Signed requests to the app's addresses: JSON for events, forms for commands and interactivity.</summary>
internal sealed class HttpWay(BotInbox inbox, TimeProvider clock, CancellationToken closing) : IWayToBot, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<FromBot> BringAsync(ToBot message)
    {
        var (path, contentType, body) = message.Kind switch
        {
            "events_api" => ("/slack/events", "application/json", message.Payload.ToJsonString()),
            "slash_commands" => ("/slack/commands", "application/x-www-form-urlencoded", Form(message.Payload)),
            _ => ("/slack/interactivity", "application/x-www-form-urlencoded", Form(new JsonObject { ["payload"] = message.Payload.ToJsonString() })),
        };
        try
        {
            using var response = await PostAsync(path, Encoding.UTF8.GetBytes(body), contentType, message.Patience, request => Retried(request, message));
            return new FromBot(
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(closing),
                response.Content.Headers.ContentType?.MediaType,
                ForbidsRetry: response.Headers.Contains("x-slack-no-retry"));
        }
        catch (OperationCanceledException)
        {
            return FromBot.Nothing("http_timeout");
        }
        catch (HttpRequestException)
        {
            return FromBot.Nothing("connection_failed");
        }
    }

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, TimeSpan patience, Action<HttpRequestMessage>? change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(inbox.Bot ?? throw new HttpRequestException("There is no bot."), path));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Signature.Sign(request, body, inbox.Secret, clock.GetUtcNow());
        change?.Invoke(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closing);
        limit.CancelAfter(patience);
        return await _http.SendAsync(request, limit.Token);
    }

    public void Dispose() => _http.Dispose();

    private static void Retried(HttpRequestMessage request, ToBot message)
    {
        if (message.Retry == 0)
            return;

        request.Headers.Add("x-slack-retry-num", message.Retry.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("x-slack-retry-reason", message.RetryReason);
    }

    private static string Form(JsonObject fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value?.ToString() ?? "").Replace("%20", "+", StringComparison.Ordinal)}"));
}
