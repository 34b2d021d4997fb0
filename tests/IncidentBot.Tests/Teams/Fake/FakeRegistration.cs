using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Teams.Fake;

/// <summary>The app's registration as far as it knows certificates: it takes an assertion as Microsoft documents it, and each once.</summary>
internal sealed class FakeRegistration
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, bool> _used = new();

    /// <summary>The public half that was uploaded; without one there is only the secret.</summary>
    public X509Certificate2? Certificate { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Why the last assertion was not believed.</summary>
    public string? LastProblem { get; private set; }

    public int Believed => _used.Count;

    public string? Problem(IFormCollection form, string audience) => LastProblem = Judge(form, audience);

    private string? Judge(IFormCollection form, string audience)
    {
        if (form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" || form.ContainsKey("client_secret") || Certificate is not { } known)
            return "AADSTS7000216: no assertion";

        var parts = form["client_assertion"].ToString().Split('.');
        if (parts.Length != 3)
            return "AADSTS50027: no JWT";

        var (header, claims, now) = (Read(parts[0]), Read(parts[1]), Clock.GetUtcNow().ToUnixTimeSeconds());
        using var key = known.GetRSAPublicKey()!;
        return (string?)header["alg"] != "PS256" || (string?)header["typ"] != "JWT" ? "AADSTS700027: alg or typ"
            : (string?)header["x5t#S256"] != Base64Url.EncodeToString(SHA256.HashData(known.RawData)) ? "AADSTS700027: the certificate with this thumbprint is not registered"
            : !key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pss) ? "AADSTS700027: signature"
            : (string?)claims["aud"] != audience ? "AADSTS700023: audience"
            : (string?)claims["iss"] != FakeConnector.AppId || (string?)claims["sub"] != FakeConnector.AppId ? "AADSTS700021: issuer"
            : (long)claims["nbf"]! > now + 300 || (long)claims["exp"]! <= now ? "AADSTS700024: time range"
            : (long)claims["exp"]! - (long)claims["nbf"]! > LongestLife.TotalSeconds ? "too long a life"
            : !Guid.TryParse((string?)claims["jti"], out _) || !_used.TryAdd((string)claims["jti"]!, true) ? "used before"
            : null;
    }

    private static JsonNode Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;
}
