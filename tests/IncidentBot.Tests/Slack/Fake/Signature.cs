using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>How Slack signs a request: <c>v0=</c> and the HMAC-SHA256 of <c>v0:{seconds}:{body}</c>.</summary>
public static class Signature
{
    public static void Sign(HttpRequestMessage request, byte[] body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Slack-Request-Timestamp", seconds);
        request.Headers.Add("X-Slack-Signature", Of(seconds, body, secret));
    }

    private static string Of(string seconds, byte[] body, string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{seconds}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
