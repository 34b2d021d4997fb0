using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IncidentBot.Teams;

/// <summary>The keys to check a token with are not to be had: it is neither proven nor refused.</summary>
public sealed class TeamsKeysAwayException() : Exception("The keys that Teams signs with are not to be had.");

/// <summary>Proves by its token that a request comes from Teams and is for this bot. Source: "Authenticate requests with the Bot Connector".</summary>
public sealed class TeamsAuthentication(TeamsKeys keys, IOptions<TeamsOptions> options, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };

    /// <param name="authorization">The header, as it came.</param>
    /// <returns>Nothing for a token that proves nothing.</returns>
    /// <exception cref="TeamsKeysAwayException"/>
    public async ValueTask<TeamsProof?> ReadAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (KeyIdOf(authorization) is not { } keyId)
            return null;

        var configuration = await keys.WithAsync(keyId, cancellationToken) ?? throw new TeamsKeysAwayException();
        if (configuration.JsonWebKeySet.Keys.FirstOrDefault(key => key.Kid == keyId) is not { } known)
            return null;

        var result = await _tokens.ValidateTokenAsync(TokenIn(authorization), Parameters(configuration, known));
        return result.IsValid && result.SecurityToken is JsonWebToken token && token.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl)
            ? new TeamsProof(serviceUrl, EndorsementsOf(known))
            : null;
    }

    private TokenValidationParameters Parameters(OpenIdConnectConfiguration configuration, JsonWebKey key) => new()
    {
        ValidateIssuer = true,
        ValidIssuer = options.Value.Issuer,
        ValidateAudience = true,
        ValidAudience = options.Value.AppId,
        ValidateLifetime = true,
        RequireExpirationTime = true,
        // By our clock: the library would ask the machine's.
        LifetimeValidator = (begins, ends, _, _) => IsAlive(begins, ends),
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = AlgorithmsOf(configuration),
    };

    private bool IsAlive(DateTime? begins, DateTime? ends)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return ends is { } end && now <= end + Skew && (begins is null || now >= begins - Skew);
    }

    /// <summary>Those of the metadata that need a private key; whatever it says, a key that all can read signs nothing.</summary>
    private static List<string> AlgorithmsOf(OpenIdConnectConfiguration configuration)
    {
        var named = configuration.IdTokenSigningAlgValuesSupported.Where(algorithm => algorithm.StartsWith("RS", StringComparison.Ordinal)).ToList();
        return named.Count > 0 ? named : [SecurityAlgorithms.RsaSha256];
    }

    private string? KeyIdOf(string? authorization)
    {
        var token = TokenIn(authorization);
        if (token is null || !_tokens.CanReadToken(token))
            return null;

        try
        {
            return new JsonWebToken(token).Kid is { Length: > 0 } keyId ? keyId : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? TokenIn(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : null;

    private static ImmutableArray<string> EndorsementsOf(JsonWebKey key) => (key.AdditionalData.TryGetValue("endorsements", out var endorsements) ? endorsements : null) switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        string => [],
        System.Collections.IEnumerable list => [.. list.OfType<object>().Select(item => item.ToString() ?? "")],
        _ => [],
    };
}
