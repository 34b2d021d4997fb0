using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Teams;

/// <summary>
/// What proves to Microsoft Entra, in place of a secret, that the bot has the private key of its certificate: a JWT with PS256 and
/// <c>x5t#S256</c>. Source: "Microsoft identity platform application authentication certificate credentials".
/// </summary>
internal static class TeamsAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Whoever got hold of it could use it for so long.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <param name="audience">Where the token is asked for.</param>
    public static string Of(X509Certificate2 certificate, string appId, string audience, DateTimeOffset now)
    {
        var header = new JsonObject
        {
            ["alg"] = "PS256",
            ["typ"] = "JWT",
            ["x5t#S256"] = Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)),
        };
        var claims = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = appId,
            ["sub"] = appId,
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
        };
        var signed = $"{Part(header)}.{Part(claims)}";
        using var key = certificate.GetRSAPrivateKey()!;
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))}";
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
