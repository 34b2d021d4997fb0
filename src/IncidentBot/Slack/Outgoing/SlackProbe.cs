using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>What Slack answered, and what it said besides.</summary>
/// <param name="Date">Slack's clock.</param>
/// <param name="Scopes">What the token may do, by <c>x-oauth-scopes</c>.</param>
public sealed record ProbeAnswer(JsonElement Body, DateTimeOffset? Date, IReadOnlyList<string> Scopes);

/// <summary>A single call with any token, for what is asked before or besides the bot's work: no pacing, no second try.</summary>
public sealed class SlackProbe(IHttpClientFactory clients, IOptions<SlackOptions> options)
{
    /// <exception cref="SlackApiException">Slack refused, asked to wait, or failed.</exception>
    /// <exception cref="HttpRequestException">Slack was not reached.</exception>
    /// <exception cref="TaskCanceledException">Slack did not answer in time.</exception>
    public async Task<ProbeAnswer> AskAsync(string method, string token, CancellationToken cancellationToken, params (string Name, string Value)[] arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(options.Value.ApiBaseUrl.TrimEnd('/') + "/"), method));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        request.Content = new FormUrlEncodedContent(arguments.Select(argument => KeyValuePair.Create(argument.Name, argument.Value)));
        using var http = clients.CreateClient(nameof(SlackClient));
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            throw new SlackApiException("ratelimited", retryAfter: response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(30));
        if (!IncomingJson.TryParse(await response.Content.ReadAsByteArrayAsync(cancellationToken), out var document))
            throw new SlackApiException($"http_{(int)response.StatusCode}", isPassing: true);

        using (document)
        {
            if (!document.RootElement.IsTrue("ok"u8))
                throw new SlackApiException(document.RootElement.Text("error"u8) ?? "unknown_error", document.RootElement.Text("needed"u8));
            return new ProbeAnswer(document.RootElement.Clone(), response.Headers.Date, ScopesOf(response));
        }
    }

    private static string[] ScopesOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-oauth-scopes", out var values)
            ? [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
            : [];
}
