namespace IncidentBot.Slack;

/// <summary>Whose token a call carries.</summary>
public sealed class SlackTokens(SlackInstallations installations, SlackInstallationStore store, SlackTokenRefresher refresher, TimeProvider time)
{
    private static readonly TimeSpan RefreshAhead = TimeSpan.FromHours(2);

    /// <exception cref="SlackApiException">The app is not installed there, not any more, or its token has expired and there is no other.</exception>
    public async ValueTask<SlackInstallation> ForAsync(string team, CancellationToken cancellationToken)
    {
        var installation = await installations.FindAsync(team, cancellationToken) ?? throw new SlackApiException("not_installed");
        if (!installation.IsActive)
            throw new SlackApiException("app_uninstalled");
        if (installation.RefreshToken is null || installation.ExpiresAt is not { } expiry)
            return installation;

        var left = expiry - time.GetUtcNow();
        if (left > RefreshAhead)
            return installation;

        var refreshing = refresher.RefreshAsync(installation);
        if (left > TimeSpan.Zero)
            return installation;
        return await refreshing.WaitAsync(cancellationToken) ?? throw new SlackApiException("token_expired");
    }

    /// <summary>After Slack has refused a token: another replica may have stored another one, or it can be refreshed.</summary>
    /// <returns>Nothing where there is no other.</returns>
    public async ValueTask<SlackInstallation?> OtherThanAsync(SlackInstallation refused, string code, CancellationToken cancellationToken)
    {
        if (refused.IsOfSettings || await store.FindAsync(refused.Id, cancellationToken) is not { IsActive: true } stored)
            return null;

        if (stored.Token != refused.Token)
        {
            installations.Take(stored);
            return stored;
        }

        return code == "token_expired" && stored.RefreshToken is not null ? await refresher.RefreshAsync(stored).WaitAsync(cancellationToken) : null;
    }
}
