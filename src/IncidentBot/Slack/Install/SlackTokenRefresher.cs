using System.Collections.Concurrent;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>
/// Changes tokens that live for hours. Of all hosts one does it for an installation at a time, and a refresh token,
/// which can be spent once, is not offered a second time.
/// </summary>
public sealed partial class SlackTokenRefresher(
    SlackInstallationStore store, SlackInstallations installations, SlackOAuth oauth, TimeProvider time, ILogger<SlackTokenRefresher> logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, Lazy<Task<SlackInstallation?>>> _underWay = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _tryAgainAt = new();
    private readonly ConcurrentDictionary<string, SlackInstallation> _notStored = new();

    /// <param name="stale">Whose token is to be replaced: if the row holds another one already, that is the answer.</param>
    /// <returns>Nothing where no other token can be had now.</returns>
    public Task<SlackInstallation?> RefreshAsync(SlackInstallation stale)
    {
        if (_tryAgainAt.TryGetValue(stale.Id, out var at) && time.GetUtcNow() < at)
            return Task.FromResult<SlackInstallation?>(null);

        return _underWay.GetOrAdd(stale.Id, _ => new Lazy<Task<SlackInstallation?>>(() => RefreshOnceAsync(stale))).Value;
    }

    private async Task<SlackInstallation?> RefreshOnceAsync(SlackInstallation stale)
    {
        await Task.Yield();
        try
        {
            var current = await store.ChangeTokenAsync(stale.Id, row => ExchangeAsync(stale, row), CancellationToken.None);
            if (current is not null && current.Token != stale.Token)
            {
                _notStored.TryRemove(stale.RefreshToken ?? "", out _);
                _tryAgainAt.TryRemove(stale.Id, out _);
                installations.Take(current);
                return current;
            }
        }
        catch (Exception passing) when (IsPassing(passing))
        {
            LogNotRefreshed(stale.Name, passing.Message);
        }
        finally
        {
            _underWay.TryRemove(stale.Id, out _);
        }

        _tryAgainAt[stale.Id] = time.GetUtcNow() + PauseAfterFailure;
        return null;
    }

    /// <returns>What the row shall hold; nothing where it shall stay.</returns>
    private async Task<SlackInstallation?> ExchangeAsync(SlackInstallation stale, SlackInstallation row)
    {
        if (row.Token != stale.Token || row.RefreshToken is not { } refreshToken || !row.IsActive)
            return null;
        if (_notStored.TryGetValue(refreshToken, out var received))
            return received;

        try
        {
            var pair = SlackGrant.ReadPair(await oauth.RefreshAsync(refreshToken, CancellationToken.None), row, time.GetUtcNow());
            if (pair is not null)
                _notStored[refreshToken] = pair;
            return pair;
        }
        catch (SlackApiException refused) when (refused.Code is "invalid_refresh_token" or "token_revoked" or "token_expired")
        {
            LogSpent(row.Name, refused.Code);
            return row with { RefreshToken = null };
        }
    }

    private static bool IsPassing(Exception failed) =>
        failed is SlackApiException or HttpRequestException or TaskCanceledException || StorageAwayException.Explains(failed);

    [LoggerMessage(LogLevel.Warning, "The token for {Workspace} was not refreshed ({Reason}); trying again in a minute")]
    private partial void LogNotRefreshed(string workspace, string reason);

    [LoggerMessage(LogLevel.Error, "Slack gives no further token for {Workspace} ({Code}): once the present one has expired the bot is mute there. Install the app there again at /slack/install.")]
    private partial void LogSpent(string workspace, string code);
}
