using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>
/// One call of the connector, with the bot's token, which goes to allowed addresses only. A refused token is had anew
/// once; nothing else is tried twice here. Source of what may be tried again: "Status codes from bot conversational APIs".
/// </summary>
public sealed partial class TeamsClient(
    IHttpClientFactory clients, TeamsToken token, TeamsPacing pacing, IOptions<TeamsOptions> options, TimeProvider time, ILogger<TeamsClient> logger)
{
    private static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    /// <param name="pace">Whose budget is used: the conversation's.</param>
    /// <exception cref="DeliveryException">Teams refused, or asked to wait.</exception>
    /// <exception cref="HttpRequestException">Teams was not reached, or failed in passing.</exception>
    public async Task<JsonElement> CallAsync(HttpMethod method, string serviceUrl, string path, JsonNode? body, string pace, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate($"{serviceUrl.TrimEnd('/')}/v3/{path}", UriKind.Absolute, out var address) || !options.Value.Allows(address))
            throw new DeliveryException("service_url_not_allowed", UntilMended);

        await WaitForTurnAsync(pace, cancellationToken);
        var scope = options.Value.Scope;
        var used = await token.GetAsync(scope, null, cancellationToken);
        var response = await SendAsync(method, address, body, used, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            response.Dispose();
            response = await SendAsync(method, address, body, await token.GetAsync(scope, used, cancellationToken), cancellationToken);
        }

        using (response)
        {
            var answer = TeamsWire.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) ?? default;
            return response.IsSuccessStatusCode ? answer : throw Refused(method, response, answer, pace);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, JsonNode? body, string bearer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (body is not null)
            request.Content = new StringContent(body.Compactly(), Encoding.UTF8, "application/json");

        using var http = clients.CreateClient(nameof(TeamsClient));
        return await http.SendAsync(request, cancellationToken);
    }

    private async Task WaitForTurnAsync(string pace, CancellationToken cancellationToken)
    {
        if (pacing.HeldFor(pace) is { } held)
            throw new DeliveryException("TooManyRequests", held);

        var wait = pacing.Reserve(pace);
        if (wait > LongestQueue)
            throw new DeliveryException("TooManyRequests", wait);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    private Exception Refused(HttpMethod method, HttpResponseMessage response, JsonElement answer, string pace)
    {
        var status = (int)response.StatusCode;
        var code = answer.At("error").TextAt("code") is { Length: > 0 } told ? told : $"http_{status}";
        LogRefused(method, status, code);
        switch (status)
        {
            case 429:
                var pause = PauseIn(response.Headers.RetryAfter);
                pacing.Hold(pace, pause);
                return new DeliveryException(code, pause);
            case 401:
                return new DeliveryException(code, UntilMended);
            case 412 or 502 or 503 or 504:
                // A passing fault, of which nobody knows whether it had an effect: the outbox waits longer each time.
                return new HttpRequestException($"{status} {code}");
            default:
                return new DeliveryException(code);
        }
    }

    private TimeSpan PauseIn(RetryConditionHeaderValue? retryAfter)
    {
        var pause = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : UsualPause);
        return pause < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : pause;
    }

    [LoggerMessage(LogLevel.Warning, "Teams refused a {Method}: {Status} {Code}")]
    private partial void LogRefused(HttpMethod method, int status, string code);
}
