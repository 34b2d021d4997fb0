namespace IncidentBot.Slack;

/// <summary>Which addresses a socket may be opened to: the ticket in them is a secret, and the bot must not be sent around its own network.</summary>
public static class SlackSocketAddress
{
    /// <summary>Encrypted, unless it stays on this machine; on the Web API's host, an allowed host, or a host under one of them.</summary>
    public static bool IsSlacks(Uri url, SlackOptions options)
    {
        var isSafe = url.Scheme == Uri.UriSchemeWss || (url.Scheme == Uri.UriSchemeWs && url.IsLoopback);
        return isSafe && url.UserInfo.Length == 0 && options.HostsInForce.Append(new Uri(options.ApiBaseUrl).Host).Any(host => IsUnder(url, host));
    }

    private static bool IsUnder(Uri url, string host) =>
        url.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
        || url.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)
        || url.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase);
}
