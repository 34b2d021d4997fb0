namespace IncidentBot.Slack;

/// <summary>Asks Slack once who the bot is. While Slack does not say, the bot does without, and asks again a little later.</summary>
public sealed partial class SlackIdentity(SlackWebApi api, TimeProvider time, ILogger<SlackIdentity> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private volatile SlackSelf? _known;
    private Task<SlackSelf?>? _asking;
    private DateTimeOffset _askAgainAt = DateTimeOffset.MinValue;

    public async ValueTask<SlackSelf?> FindAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
            return known;

        try
        {
            return await Ask().WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Task<SlackSelf?> Ask()
    {
        lock (_lock)
        {
            if (_asking is { IsCompleted: false })
                return _asking;
            if (_known is not null || time.GetUtcNow() < _askAgainAt)
                return Task.FromResult(_known);

            return _asking = AskAsync();
        }
    }

    private async Task<SlackSelf?> AskAsync()
    {
        try
        {
            var self = SlackSelf.Read(await api.AuthTestAsync(CancellationToken.None));
            LogConnected(self.Url ?? self.Team);
            return _known = self;
        }
        catch (SlackApiException refused)
        {
            LogRefused(refused.Code);
        }
        catch (Exception unreached) when (unreached is HttpRequestException or TaskCanceledException or IOException)
        {
            LogUnreached(unreached.Message);
        }

        lock (_lock)
            _askAgainAt = time.GetUtcNow() + Pause;
        return null;
    }

    [LoggerMessage(LogLevel.Information, "Slack is on: {Workspace}")]
    private partial void LogConnected(string workspace);

    [LoggerMessage(LogLevel.Error, "Slack does not accept the bot token ({Code}). Copy the token from the app's page at api.slack.com/apps to Slack:BotToken and start again.")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Warning, "Slack cannot be reached at Slack:ApiBaseUrl ({Reason}); trying again")]
    private partial void LogUnreached(string reason);
}
