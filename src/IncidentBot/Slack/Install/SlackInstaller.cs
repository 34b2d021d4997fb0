namespace IncidentBot.Slack;

/// <summary>Makes an installation of the code that Slack gave, and lets the bot speak there.</summary>
public sealed partial class SlackInstaller(
    SlackOAuth oauth, SlackInstallationStore store, SlackInstallations installations, TimeProvider time, ILogger<SlackInstaller> logger)
{
    /// <remarks>Not called off half-way: Slack gives a token for a code once.</remarks>
    /// <exception cref="SlackApiException">Slack refused.</exception>
    /// <exception cref="HttpRequestException">Slack was not reached.</exception>
    /// <exception cref="TaskCanceledException">Slack did not answer in time.</exception>
    public async Task<SlackInstallation> InstallAsync(string code, string redirectUri)
    {
        var answer = await oauth.ExchangeAsync(code, redirectUri, CancellationToken.None);
        var installation = SlackGrant.ReadInstallation(answer, time.GetUtcNow()) ?? throw new SlackApiException("no_bot_token");
        await store.SaveAsync(installation, CancellationToken.None);
        await installations.LoadAsync(CancellationToken.None);
        LogInstalled(installation.Name, installation.InstalledBy);
        return installation;
    }

    [LoggerMessage(LogLevel.Information, "The app was installed in {Workspace} by {User}")]
    private partial void LogInstalled(string workspace, string? user);
}
