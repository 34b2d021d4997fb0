using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>One call of the Web API: a form goes out, JSON comes back, and HTTP 200 alone is no success. Nothing is tried twice here.</summary>
public sealed partial class SlackClient(
    IHttpClientFactory clients, SlackPacing pacing, SlackGrantedScopes granted, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackClient> logger)
{
    private static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(30);

    private readonly Uri _base = new(options.Value.ApiBaseUrl.TrimEnd('/') + "/");

    /// <param name="by">Whose token is used.</param>
    /// <param name="team">Whose budget is used.</param>
    /// <param name="arguments">Those without a value are not sent.</param>
    /// <exception cref="SlackApiException">Slack refused, asked to wait, or failed.</exception>
    /// <exception cref="HttpRequestException">Slack was not reached.</exception>
    /// <exception cref="TaskCanceledException">Slack did not answer in time.</exception>
    public async Task<JsonElement> CallAsync(
        SlackInstallation by, string team, string method, CancellationToken cancellationToken, params (string Name, string? Value)[] arguments)
    {
        await WaitForTurnAsync(team, method, arguments, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_base, method));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", by.Token);
        request.Content = new FormUrlEncodedContent(
            arguments.Where(argument => argument.Value is not null).Select(argument => KeyValuePair.Create(argument.Name, argument.Value!)));

        using var http = clients.CreateClient(nameof(SlackClient));
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        await granted.SeeAsync(by, response.Headers);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            throw Held(team, method, response.Headers.RetryAfter);
        if (!IncomingJson.TryParse(body, out var document))
            throw Unreadable(method, response);

        using (document)
        {
            if (document.RootElement.IsTrue("ok"u8))
                return document.RootElement.Clone();
            throw Refused(method, document.RootElement, response);
        }
    }

    private async Task WaitForTurnAsync(string team, string method, (string Name, string? Value)[] arguments, CancellationToken cancellationToken)
    {
        if (pacing.HeldFor(team, method) is { } held)
            throw new SlackApiException("ratelimited", retryAfter: held);

        var channel = arguments.FirstOrDefault(argument => argument.Name == "channel").Value;
        var wait = pacing.Reserve(team, method, channel);
        if (wait > LongestQueue)
            throw new SlackApiException("ratelimited", retryAfter: wait);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    private SlackApiException Held(string team, string method, RetryConditionHeaderValue? retryAfter)
    {
        var pause = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : UsualPause);
        if (pause < TimeSpan.FromSeconds(1))
            pause = TimeSpan.FromSeconds(1);
        pacing.Hold(team, method, pause);
        LogHeld(method, pause);
        return new SlackApiException("ratelimited", retryAfter: pause);
    }

    private SlackApiException Unreadable(string method, HttpResponseMessage response)
    {
        var code = $"http_{(int)response.StatusCode}";
        LogRefused(method, code, null, RequestIdOf(response), null);
        return new SlackApiException(code, isPassing: response.StatusCode is < HttpStatusCode.BadRequest or >= HttpStatusCode.InternalServerError);
    }

    private SlackApiException Refused(string method, JsonElement answer, HttpResponseMessage response)
    {
        var code = answer.Text("error"u8) ?? "unknown_error";
        var needed = answer.Text("needed"u8);
        if (code.StartsWith("already_", StringComparison.Ordinal) || code == "name_taken")
            LogAlready(method, code);
        else
            LogRefused(method, code, needed, RequestIdOf(response), MessagesOf(answer));

        var isServerFault = response.StatusCode >= HttpStatusCode.InternalServerError;
        return new SlackApiException(code, needed, code is "ratelimited" or "rate_limited" ? UsualPause : null, isServerFault);
    }

    private static string? RequestIdOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-slack-req-id", out var ids) ? ids.FirstOrDefault() : null;

    private static string? MessagesOf(JsonElement answer)
    {
        var messages = answer.Child("response_metadata"u8).Items("messages"u8).Where(message => message.ValueKind == JsonValueKind.String);
        var text = string.Join("; ", messages.Select(message => message.GetString()));
        return text.Length == 0 ? null : text[..Math.Min(text.Length, 300)];
    }

    [LoggerMessage(LogLevel.Warning, "Slack refused {Method}: {Code}, needed scope: {Needed}, request {RequestId}, {Messages}")]
    private partial void LogRefused(string method, string code, string? needed, string? requestId, string? messages);

    [LoggerMessage(LogLevel.Debug, "Slack says to {Method}: {Code}")]
    private partial void LogAlready(string method, string code);

    [LoggerMessage(LogLevel.Warning, "Slack wants no {Method} for {Pause}")]
    private partial void LogHeld(string method, TimeSpan pause);
}
