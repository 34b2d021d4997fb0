using System.Collections.Concurrent;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Asks Slack once, for each installation, who the bot is. While Slack does not say, the bot does without, and asks again a little later.</summary>
public sealed partial class SlackIdentity(SlackWorkspaces workspaces, SlackInstallations installations, TimeProvider time, ILogger<SlackIdentity> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(long Id, DateTimeOffset InstalledAt), Asking> _askings = new();

    public async ValueTask<SlackSelf?> FindAsync(string team, CancellationToken cancellationToken)
    {
        if (await installations.FindAsync(team, cancellationToken) is not { } installation)
            return null;

        var asking = _askings.GetOrAdd((installation.Id, installation.InstalledAt), static _ => new Asking());
        var self = asking.Known ?? await WaitAsync(asking, team, installation, cancellationToken);
        return installation.IsOfSettings && !installation.IsForOrganisation ? self : (self ?? SlackSelf.Of(installation)) with { Team = team };
    }

    private async ValueTask<SlackSelf?> WaitAsync(Asking asking, string team, SlackInstallation installation, CancellationToken cancellationToken)
    {
        try
        {
            return await Ask(asking, team, installation).WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Task<SlackSelf?> Ask(Asking asking, string team, SlackInstallation installation)
    {
        lock (asking)
        {
            if (asking.Task is { IsCompleted: false } underWay)
                return underWay;
            if (asking.Known is not null || time.GetUtcNow() < asking.AgainAt)
                return Task.FromResult(asking.Known);

            return asking.Task = AskAsync(asking, team, installation);
        }
    }

    private async Task<SlackSelf?> AskAsync(Asking asking, string team, SlackInstallation installation)
    {
        try
        {
            var answer = await workspaces.In(team).AuthTestAsync(CancellationToken.None);
            var self = SlackSelf.Read(answer);
            if (installation.IsOfSettings)
                TakeOwner(answer, self);
            LogConnected(self.Url ?? self.Team);
            return asking.Known = self;
        }
        catch (SlackApiException refused) when (installation.IsOfSettings)
        {
            LogRefused(refused.Code);
        }
        catch (SlackApiException refused)
        {
            LogInstallationRefused(installation.Name, refused.Code);
        }
        catch (Exception unreached) when (unreached is HttpRequestException or TaskCanceledException or IOException)
        {
            LogUnreached(unreached.Message);
        }

        lock (asking)
            asking.AgainAt = time.GetUtcNow() + Pause;
        return null;
    }

    private void TakeOwner(JsonElement answer, SlackSelf self)
    {
        var isForOrganisation = answer.IsTrue("is_enterprise_install"u8);
        installations.SetOwnerOfSettings(answer.Text("enterprise_id"u8), isForOrganisation || self.Team.Length == 0 ? null : self.Team);
    }

    private sealed class Asking
    {
        public volatile SlackSelf? Known;

        public Task<SlackSelf?>? Task { get; set; }

        public DateTimeOffset AgainAt { get; set; } = DateTimeOffset.MinValue;
    }

    [LoggerMessage(LogLevel.Information, "Slack is on: {Workspace}")]
    private partial void LogConnected(string workspace);

    [LoggerMessage(LogLevel.Error, "Slack does not accept the bot token ({Code}). Copy the token from the app's page at api.slack.com/apps to Slack:BotToken and start again.")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Error, "Slack does not accept the token for {Workspace} ({Code}). Install the app there again at /slack/install.")]
    private partial void LogInstallationRefused(string workspace, string code);

    [LoggerMessage(LogLevel.Warning, "Slack cannot be reached at Slack:ApiBaseUrl ({Reason}); trying again")]
    private partial void LogUnreached(string reason);
}
