using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace IncidentBot.Tests.Teams.Fake;

/// <summary>Who signs what Teams sends: OpenID metadata and keys on this machine, and the tokens.</summary>
internal sealed class FakeLogin : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.com";

    private readonly WebApplication _app;
    private readonly List<FakeKey> _keys = [new FakeKey("first")];
    private int _fetched;

    private FakeLogin(WebApplication app) => _app = app;

    public Uri Metadata => new(new Uri(_app.Urls.First()), "/v1/.well-known/openidconfiguration");

    /// <summary>How often the metadata was asked for.</summary>
    public int Fetched => _fetched;

    public bool IsAway { get; set; }

    public FakeKey Key => _keys[^1];

    public static async Task<FakeLogin> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var login = new FakeLogin(app);
        app.MapGet("/v1/.well-known/openidconfiguration", () => login.Answer(login.OpenIdConfiguration));
        app.MapGet("/v1/.well-known/keys", () => login.Answer(() => new JsonObject { ["keys"] = new JsonArray([.. login._keys.Select(key => key.Public())]) }));
        await app.StartAsync();
        return login;
    }

    /// <summary>Signs with another key from now on; those before stay good.</summary>
    public FakeKey NewKey(params string[] endorsements)
    {
        var key = new FakeKey($"key-{_keys.Count}", endorsements);
        _keys.Add(key);
        return key;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Answer(Func<JsonObject> content) => IsAway ? Results.StatusCode(503) : Results.Text(content().ToJsonString(), "application/json");

    private JsonObject OpenIdConfiguration()
    {
        Interlocked.Increment(ref _fetched);
        return new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["jwks_uri"] = new Uri(Metadata, "keys").AbsoluteUri,
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        };
    }
}

internal sealed class FakeKey(string id, params string[] endorsements)
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string Id => id;

    public byte[] Modulus => _rsa.ExportParameters(false).Modulus!;

    public JsonObject Public()
    {
        var parameters = _rsa.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            ["endorsements"] = new JsonArray([.. (endorsements.Length == 0 ? ["msteams", "webchat"] : endorsements).Select(channel => (JsonNode)channel)]),
        };
    }

    public byte[] Sign(byte[] content) => _rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}

/// <summary>A token as somebody wants it, good or bad.</summary>
internal sealed record FakeToken(FakeKey Key, string Audience, string ServiceUrl, DateTimeOffset Now)
{
    public string Algorithm { get; init; } = "RS256";

    public string? Issuer { get; init; } = FakeLogin.Issuer;

    public TimeSpan Begins { get; init; } = TimeSpan.Zero;

    /// <summary>Nothing for a token that never ends.</summary>
    public TimeSpan? Ends { get; init; } = TimeSpan.FromHours(1);

    public string? KeyId { get; init; } = Key.Id;

    public bool HasServiceUrl { get; init; } = true;

    /// <summary>What is done to the signature.</summary>
    public Func<byte[], byte[]>? Sign { get; init; }

    public override string ToString()
    {
        var header = new JsonObject { ["alg"] = Algorithm, ["typ"] = "JWT" };
        if (KeyId is not null)
            header["kid"] = KeyId;
        var payload = new JsonObject { ["aud"] = Audience, ["nbf"] = (Now + Begins).ToUnixTimeSeconds() };
        if (Issuer is not null)
            payload["iss"] = Issuer;
        if (Ends is { } ends)
            payload["exp"] = (Now + ends).ToUnixTimeSeconds();
        if (HasServiceUrl)
            payload["serviceurl"] = ServiceUrl;
        var content = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(payload.ToJsonString())}";
        return $"{content}.{Base64UrlEncoder.Encode((Sign ?? Key.Sign)(Encoding.ASCII.GetBytes(content)))}";
    }
}
