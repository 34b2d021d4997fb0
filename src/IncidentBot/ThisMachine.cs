using System.Net;

namespace IncidentBot;

/// <summary>Whether a request comes from a person or program at the bot's own machine: what the sandbox, and trying the bot, trust.</summary>
public static class ThisMachine
{
    /// <summary>What proxies add. A request that came through one is not from this machine, whatever its address says.</summary>
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    public static bool Sent(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } caller
        && IPAddress.IsLoopback(caller)
        && IsLoopback(request.Host.Host)
        && !ProxyHeaders.Any(request.Headers.ContainsKey)
        && !IsSentByAnotherSite(request);

    /// <summary>A name that merely leads here (DNS rebinding) is not this machine.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Browsers say which site's page makes them send something: somebody else's must not act for the person here.</summary>
    private static bool IsSentByAnotherSite(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
