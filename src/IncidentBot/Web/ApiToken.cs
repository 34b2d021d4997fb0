using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Web;

/// <summary><c>Web:ApiToken</c>. Compared by its digest, so that the time it takes tells neither its length nor where a guess goes wrong.</summary>
public sealed class ApiToken
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _digest;

    /// <param name="token">Empty: nobody gets in by a token.</param>
    public ApiToken(string? token) => _digest = string.IsNullOrWhiteSpace(token) ? null : Digest(token.Trim());

    /// <param name="authorization">The value of the header <c>Authorization</c>.</param>
    public bool IsPresentedBy(string? authorization)
    {
        if (_digest is null || authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;

        return CryptographicOperations.FixedTimeEquals(Digest(authorization[Scheme.Length..].Trim()), _digest);
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
