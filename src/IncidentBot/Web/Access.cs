using System.Net;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web;

/// <summary>
/// Who may see the bot's pages: whoever presents the token; and, while the sandbox is on, whoever sits at this machine,
/// so that trying the bot needs no secret.
/// </summary>
public sealed class Access(IOptions<WebOptions> web, bool isSandboxOn)
{
    /// <summary>What proxies add. A request that came through one is not from this machine, whatever its address says.</summary>
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    private readonly ApiToken _token = new(web.Value.ApiToken);

    public bool Admits(HttpContext context) => PresentsToken(context.Request) || (isSandboxOn && IsFromThisMachine(context));

    /// <summary>A collector on this machine needs no token: figures hold no secret.</summary>
    public bool AdmitsToMetrics(HttpContext context) => PresentsToken(context.Request) || IsFromThisMachine(context);

    private bool PresentsToken(HttpRequest request) => _token.IsPresentedBy(request.Headers.Authorization);

    private static bool IsFromThisMachine(HttpContext context)
    {
        var request = context.Request;
        return context.Connection.RemoteIpAddress is { } address
            && IPAddress.IsLoopback(address)
            && IsLoopback(request.Host.Host)
            && !ProxyHeaders.Any(request.Headers.ContainsKey)
            && !IsSentByAnotherSite(request);
    }

    /// <summary>A name that merely leads here (DNS rebinding) is not this machine.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Browsers say which site's page makes them send a form: somebody else's must not act for the person here.</summary>
    private static bool IsSentByAnotherSite(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && origin != $"{request.Scheme}://{request.Host}";
}
