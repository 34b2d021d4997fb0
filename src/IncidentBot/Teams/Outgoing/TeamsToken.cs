using System.Text.Json;
using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>The bot's own token for the connector. It is had once for all who wait, kept until shortly before its end, and never written anywhere.</summary>
public sealed partial class TeamsToken(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider time, ILogger<TeamsToken> logger) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private Held? _held;

    /// <param name="refused">A token that the connector did not take, so that another is had.</param>
    /// <exception cref="DeliveryException">Who the bot is was not believed.</exception>
    public async Task<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (Usable(refused) is { } kept)
            return kept;

        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (Usable(refused) is { } fresh)
                return fresh;

            _held = await AskAsync(cancellationToken);
            return _held.Token;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private string? Usable(string? refused) => _held is { } held && held.Token != refused && time.GetUtcNow() < held.Until ? held.Token : null;

    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        var set = options.Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = set.AppId,
            ["client_secret"] = set.AppPassword,
            ["scope"] = set.Scope,
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

    private sealed record Held(string Token, DateTimeOffset Until);

    [LoggerMessage(LogLevel.Error, "Microsoft gives the bot no token for Teams: {Code}. Check Teams:AppId, Teams:AppPassword and Teams:TenantId")]
    private partial void LogRefused(string code);
}
