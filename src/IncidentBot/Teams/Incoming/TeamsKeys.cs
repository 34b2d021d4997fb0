using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IncidentBot.Teams;

/// <summary>
/// The keys that Teams signs with, by its OpenID metadata. Kept for a day; a key that is not among them is looked for once an hour at most,
/// so that made-up keys cause no traffic. Source of the numbers: Microsoft's own bot libraries.
/// </summary>
public sealed partial class TeamsKeys(IHttpClientFactory http, IOptions<TeamsOptions> options, TimeProvider time, ILogger<TeamsKeys> logger) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan ForUnknownKey = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Known? _known;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    /// <returns>The metadata with this key in it where there is one; nothing while it is not to be had.</returns>
    public async ValueTask<OpenIdConnectConfiguration?> WithAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_known is { } known && !IsToBeFetched(known, keyId))
            return known.Configuration;

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if ((_known is null || IsToBeFetched(_known, keyId)) && time.GetUtcNow() - _failedAt >= AfterFailure)
                await FetchAsync(cancellationToken);
            return _known?.Configuration;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool IsToBeFetched(Known known, string keyId)
    {
        var age = time.GetUtcNow() - known.FetchedAt;
        return age >= Lifetime || (age >= ForUnknownKey && known.Configuration.JsonWebKeySet.Keys.All(key => key.Kid != keyId));
    }

    /// <summary>Old keys are better than none.</summary>
    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var address = options.Value.OpenIdMetadataUrl;
            var documents = new HttpDocumentRetriever(http.CreateClient(nameof(TeamsKeys))) { RequireHttps = !new Uri(address).IsLoopback };
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, cancellationToken);
            if (configuration.JsonWebKeySet is not { Keys.Count: > 0 })
                throw new InvalidOperationException("It holds no keys.");
            _known = new Known(configuration, time.GetUtcNow());
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            _failedAt = time.GetUtcNow();
            LogAway(away.GetBaseException().Message);
        }
    }

    private sealed record Known(OpenIdConnectConfiguration Configuration, DateTimeOffset FetchedAt);

    [LoggerMessage(LogLevel.Warning, "The keys that Teams signs with cannot be had from Teams:OpenIdMetadataUrl ({Reason})")]
    private partial void LogAway(string reason);
}
