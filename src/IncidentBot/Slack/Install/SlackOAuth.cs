using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Gets tokens: for the code that an installation brings, and for a refresh token. Source: docs.slack.dev "Installing with OAuth", "Using token rotation".</summary>
public sealed class SlackOAuth(IHttpClientFactory clients, IOptions<SlackOptions> options)
{
    private const string Method = "oauth.v2.access";

    private readonly Uri _address = new(options.Value.ApiBaseUrl.TrimEnd('/') + "/" + Method);

    /// <exception cref="SlackApiException">Slack refused.</exception>
    /// <exception cref="HttpRequestException">Slack was not reached.</exception>
    /// <exception cref="TaskCanceledException">Slack did not answer in time.</exception>
    public Task<JsonElement> ExchangeAsync(string code, string redirectUri, CancellationToken cancellationToken) =>
        PostAsync([new("code", code), new("redirect_uri", redirectUri)], cancellationToken);

    /// <remarks>Throws as <see cref="ExchangeAsync"/> does. A refresh token can be spent once.</remarks>
    public Task<JsonElement> RefreshAsync(string refreshToken, CancellationToken cancellationToken) =>
        PostAsync([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], cancellationToken);

    private async Task<JsonElement> PostAsync(KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        var secret = $"{options.Value.ClientId.Trim()}:{options.Value.ClientSecret.Trim()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
        request.Content = new FormUrlEncodedContent(form);

        using var http = clients.CreateClient(nameof(SlackClient));
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!IncomingJson.TryParse(body, out var document))
            throw new SlackApiException($"http_{(int)response.StatusCode}", isPassing: true);

        using (document)
        {
            if (document.RootElement.IsTrue("ok"u8))
                return document.RootElement.Clone();
            throw new SlackApiException(document.RootElement.Text("error"u8) ?? "unknown_error");
        }
    }
}
