using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>
/// One question to Microsoft Graph, with a token of its own that goes to its one host only. A refused token is had anew once.
/// Sources: "Microsoft Graph error responses and resource types" (<c>{"error":{"code","message","innerError"}}</c>), "Microsoft Graph
/// throttling guidance" (429, and 503, with <c>Retry-After</c>).
/// </summary>
public sealed partial class GraphClient(IHttpClientFactory clients, TeamsToken token, IOptions<TeamsOptions> options, TimeProvider time, ILogger<GraphClient> logger)
{
    /// <summary>Whatever word Graph has for it.</summary>
    public const string NotFound = "NotFound";

    private const string Version = "v1.0/";
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    /// <param name="path">Below the version, its ids escaped; or the address of a next page, as Graph gave it.</param>
    /// <param name="permission">What a refusal lacks, for the operator.</param>
    /// <exception cref="DeliveryException">Graph refused, or asked to wait.</exception>
    /// <exception cref="HttpRequestException">Graph was not reached, or failed in passing.</exception>
    public Task<JsonElement> GetAsync(string path, string permission, CancellationToken cancellationToken) => CallAsync(HttpMethod.Get, path, null, permission, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    /// <returns>Nothing where Graph answers without a word.</returns>
    public async Task<JsonElement> CallAsync(HttpMethod method, string path, JsonObject? body, string permission, CancellationToken cancellationToken)
    {
        var address = AddressOf(path);
        var scope = options.Value.Graph.Scope;
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
            return response.IsSuccessStatusCode ? answer : throw Refused(response, answer, permission);
        }
    }

    /// <summary>What a page names as its next leads to the same service, or nowhere.</summary>
    private Uri AddressOf(string path)
    {
        var root = new Uri(options.Value.Graph.Base, $"/{Version}");
        var address = new Uri(root, path);
        return address.Scheme == root.Scheme && address.Authority == root.Authority && address.UserInfo.Length == 0 && address.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal)
            ? address
            : throw new DeliveryException("next_link_not_allowed");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, JsonObject? body, string bearer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
            request.Content = new StringContent(body.Compactly(), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var http = clients.CreateClient(nameof(GraphClient));
        return await http.SendAsync(request, cancellationToken);
    }

    private Exception Refused(HttpResponseMessage response, JsonElement answer, string permission)
    {
        var status = (int)response.StatusCode;
        var code = answer.At("error").TextAt("code") is { Length: > 0 } told ? told : $"http_{status}";
        LogRefused(status, code);
        return status switch
        {
            429 or 503 => new DeliveryException(code, PauseIn(response.Headers.RetryAfter)),
            401 => new DeliveryException(code, UntilMended),
            403 => new DeliveryException($"{code} ({permission})"),
            >= 500 => new HttpRequestException($"{status} {code}"),
            404 => new DeliveryException(NotFound),
            _ => new DeliveryException(code),
        };
    }

    private TimeSpan PauseIn(RetryConditionHeaderValue? retryAfter)
    {
        var pause = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : UsualPause);
        return pause < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : pause;
    }

    [LoggerMessage(LogLevel.Warning, "Graph refused: {Status} {Code}")]
    private partial void LogRefused(int status, string code);
}
