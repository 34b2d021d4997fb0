using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>
/// Proves that a request comes from Slack: <c>v0=</c> and the hex HMAC-SHA256, under the signing secret, of
/// <c>v0:{timestamp}:{raw body}</c>. Source: docs.slack.dev "Verifying requests from Slack".
/// </summary>
public sealed class SlackSignature(IOptions<SlackOptions> options, TimeProvider time)
{
    private const string Version = "v0=";
    private static readonly TimeSpan LongestJourney = TimeSpan.FromSeconds(300);

    private readonly byte[][] _secrets =
    [
        .. new[] { options.Value.SigningSecret, options.Value.SigningSecretPrevious }
            .Select(secret => secret.Trim())
            .Where(secret => secret.Length > 0)
            .Select(Encoding.UTF8.GetBytes),
    ];

    /// <param name="timestamp"><c>X-Slack-Request-Timestamp</c>, in seconds.</param>
    /// <param name="signature"><c>X-Slack-Signature</c></param>
    /// <param name="body">As it came in, byte for byte.</param>
    public bool Proves(string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (!IsFresh(timestamp) || !TryReadHex(signature, out var given))
            return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var proven = false;
        foreach (var secret in _secrets)
        {
            Sign(secret, timestamp!, body, expected);
            proven |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return proven;
    }

    private bool IsFresh(string? timestamp)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent))
            return false;

        var age = time.GetUtcNow().ToUnixTimeSeconds() - sent;
        return Math.Abs(age) <= LongestJourney.TotalSeconds;
    }

    private static bool TryReadHex(string? signature, out byte[] bytes)
    {
        bytes = new byte[HMACSHA256.HashSizeInBytes];
        return signature is not null
            && signature.Length == Version.Length + 2 * bytes.Length
            && signature.StartsWith(Version, StringComparison.Ordinal)
            && Convert.FromHexString(signature.AsSpan(Version.Length), bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private static void Sign(byte[] secret, string timestamp, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData("v0:"u8);
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hash.AppendData(":"u8);
        hash.AppendData(body);
        hash.GetHashAndReset(signature);
    }
}
