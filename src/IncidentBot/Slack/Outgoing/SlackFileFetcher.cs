using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>
/// Fetches a file's bytes with the bot's token. The token goes to the hosts of <c>Slack:AllowedHosts</c> alone, and no more is
/// read than may be kept.
/// </summary>
public sealed partial class SlackFileFetcher(SlackWorkspaces workspaces, SlackTokens tokens, IHttpClientFactory clients, IOptions<SlackOptions> options, ILogger<SlackFileFetcher> logger)
{
    private const int MostRedirects = 3;
    private static readonly string[] Gone = ["file_not_found", "file_deleted", "not_visible"];

    /// <returns>Nothing where the file is gone, or larger than it may be.</returns>
    /// <exception cref="SlackApiException">Slack refused, or failed.</exception>
    public async Task<FetchedFile?> FetchAsync(string team, string fileId, long largest, CancellationToken cancellationToken)
    {
        if (await FindAsync(team, fileId, cancellationToken) is not { ValueKind: JsonValueKind.Object } file || file.Text("mode"u8) is "tombstone" or "hidden_by_limit")
            return null;
        if (file.TryGetProperty("size", out var size) && size.TryGetInt64(out var bytes) && bytes > largest)
            return null;
        if (!Uri.TryCreate(file.Text("url_private_download"u8) ?? file.Text("url_private"u8), UriKind.Absolute, out var address))
            return null;

        var type = file.Text("mimetype"u8);
        return await ContentAsync(team, fileId, address, type, largest, cancellationToken) is { } content
            ? new FetchedFile(SlackText.Clean(file.Text("name"u8) ?? fileId), type, content)
            : null;
    }

    private async Task<JsonElement> FindAsync(string team, string fileId, CancellationToken cancellationToken)
    {
        try
        {
            return await workspaces.In(team).FileAsync(fileId, cancellationToken);
        }
        catch (SlackApiException gone) when (Gone.Contains(gone.Code))
        {
            return default;
        }
    }

    private async Task<byte[]?> ContentAsync(string team, string fileId, Uri address, string? type, long largest, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(nameof(SlackClient));
        using var response = await GetAsync(http, team, fileId, address, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (!response.IsSuccessStatusCode)
            throw new SlackApiException($"http_{(int)response.StatusCode}", retryAfter: response.Headers.RetryAfter?.Delta, isPassing: response.StatusCode >= HttpStatusCode.InternalServerError);
        if (response.Content.Headers.ContentType?.MediaType == "text/html" && type != "text/html")
        {
            // Slack asks to sign in instead of refusing.
            LogSignIn(fileId);
            throw new SlackApiException("missing_scope", needed: "files:read");
        }

        return await ReadAsync(response, largest, cancellationToken);
    }

    /// <summary>Redirects are followed by hand: a token must not travel to a host that nobody allowed.</summary>
    private async Task<HttpResponseMessage> GetAsync(HttpClient http, string team, string fileId, Uri address, CancellationToken cancellationToken)
    {
        var token = (await tokens.ForAsync(team, cancellationToken)).Token;
        for (var hop = 0; ; hop++)
        {
            if (!options.Value.Allows(address) || hop > MostRedirects)
            {
                LogForeignHost(fileId, address.Host);
                throw new SlackApiException("file_host_not_allowed");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } next)
                return response;

            response.Dispose();
            address = new Uri(address, next);
        }
    }

    /// <summary>What Slack says of a file's size is not relied upon.</summary>
    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, long largest, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (content.Length + read > largest)
                return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    [LoggerMessage(LogLevel.Error, "Slack asks to sign in for file {File}: the app lacks the scope files:read. Add it at api.slack.com/apps and install the app again.")]
    private partial void LogSignIn(string file);

    [LoggerMessage(LogLevel.Error, "File {File} is at {Host}, which Slack:AllowedHosts does not name; it was not fetched")]
    private partial void LogForeignHost(string file, string host);
}
