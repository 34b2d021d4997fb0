using System.Collections.Concurrent;
using System.Text.Json;
using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>The bot's own tokens, for the connector and for Graph. Each is had once for all who wait, kept until shortly before its end, and never written anywhere.</summary>
public sealed partial class TeamsToken(
    IHttpClientFactory clients, TeamsCredential credential, IOptions<TeamsOptions> options, TimeProvider time, ILogger<TeamsToken> logger) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Purse> _purses = new(StringComparer.Ordinal);

    /// <param name="scope">Of the service that it is for; no other takes it.</param>
    /// <param name="refused">A token that the service did not take, so that another is had.</param>
    /// <exception cref="DeliveryException">Who the bot is was not believed.</exception>
    public async Task<string> GetAsync(string scope, string? refused, CancellationToken cancellationToken)
    {
        var purse = _purses.GetOrAdd(scope, static _ => new Purse());
        if (Usable(purse, refused) is { } kept)
            return kept;

        await purse.Asking.WaitAsync(cancellationToken);
        try
        {
            if (Usable(purse, refused) is { } fresh)
                return fresh;

            purse.Held = await AskAsync(scope, cancellationToken);
            return purse.Held.Token;
        }
        finally
        {
            purse.Asking.Release();
        }
    }

    public void Dispose()
    {
        foreach (var purse in _purses.Values)
            purse.Asking.Dispose();
    }

    private string? Usable(Purse purse, string? refused) => purse.Held is { } held && held.Token != refused && time.GetUtcNow() < held.Until ? held.Token : null;

    private async Task<Held> AskAsync(string scope, CancellationToken cancellationToken)
    {
        var set = options.Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(credential.Prove())
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = set.AppId,
            ["scope"] = scope,
        });
        using var http = clients.CreateClient(nameof(TeamsClient));
        using var response = await http.PostAsync(new Uri(set.TokenUrlInForce), form, cancellationToken);
        var answer = TeamsWire.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) ?? default;
        if (response.IsSuccessStatusCode && answer.TextAt("access_token") is { Length: > 0 } token)
            return new Held(token, time.GetUtcNow() + LifeOf(answer));

        // The description names the client and the moment, never the secret; the short word says enough.
        var code = answer.TextAt("error") ?? $"http_{(int)response.StatusCode}";
        LogRefused(code);
        throw new DeliveryException($"token: {code}", UntilMended);
    }

    private static TimeSpan LifeOf(JsonElement answer)
    {
        var life = answer.At("expires_in") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetInt32(out var told) ? TimeSpan.FromSeconds(told) : UsualLife;
        return life > 2 * Margin ? life - Margin : life / 2;
    }

    private sealed class Purse
    {
        public SemaphoreSlim Asking { get; } = new(1, 1);

        public Held? Held { get; set; }
    }

    private sealed record Held(string Token, DateTimeOffset Until);

    [LoggerMessage(LogLevel.Error, "Microsoft gives the bot no token for Teams: {Code}. Check Teams:AppId, Teams:TenantId, and Teams:AppPassword or Teams:Certificate:Path")]
    private partial void LogRefused(string code);
}
