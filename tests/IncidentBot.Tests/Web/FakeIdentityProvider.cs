using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IncidentBot.Tests.Web;

/// <summary>An identity provider on a port of its own: discovery, keys, and a token for each code. It can be told to lie.</summary>
internal sealed class FakeIdentityProvider : IAsyncDisposable
{
    public const string ClientId = "incidentbot";
    public const string ClientSecret = "a-secret";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new();

    private FakeIdentityProvider(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public string Address => _app.Urls.First();

    /// <summary>Who signs in.</summary>
    public string Subject { get; set; } = "42";

    /// <summary>Changes the token's claims before it is signed.</summary>
    public Action<Dictionary<string, object>> Lie { get; set; } = _ => { };

    public bool SignsWithAnotherKey { get; set; }

    public static async Task<FakeIdentityProvider> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new FakeIdentityProvider(app, clock);
        app.MapGet("/.well-known/openid-configuration", provider.Discover);
        app.MapGet("/keys", provider.Keys);
        app.MapPost("/token", provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>Somebody signs in at the page they were sent to.</summary>
    /// <returns>Where they are sent back to.</returns>
    public string Authorize(Uri page)
    {
        var asked = QueryHelpers.ParseQuery(page.Query);
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (asked["nonce"].ToString(), asked["code_challenge"].ToString());
        return QueryHelpers.AddQueryString(asked["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private IResult Discover() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = $"{Address}/authorize",
        ["token_endpoint"] = $"{Address}/token",
        ["jwks_uri"] = $"{Address}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private IResult Keys()
    {
        var key = _rsa.ExportParameters(false);
        return Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Base64UrlEncoder.Encode(key.Modulus!), e = Base64UrlEncoder.Encode(key.Exponent!) } },
        });
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || !_codes.TryRemove(form["code"].ToString(), out var asked)
            || Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);

        return Results.Json(new { access_token = "x", token_type = "Bearer", expires_in = 300, id_token = IdToken(asked.Nonce) });
    }

    private string IdToken(string nonce)
    {
        var now = _clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["aud"] = ClientId,
            ["sub"] = Subject,
            ["name"] = "Ada at work",
            ["nonce"] = nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        Lie(claims);
        using var another = RSA.Create(2048);
        var key = new RsaSecurityKey(SignsWithAnotherKey ? another.ExportParameters(true) : _rsa.ExportParameters(true)) { KeyId = "one" };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }
}
