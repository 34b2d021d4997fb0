using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Says something to one person alone, by the nearest way there is: where they pressed, in the channel, else in the conversation with them.</summary>
public sealed partial class SlackWhispers(SlackLateAnswers answers, SlackWorkspaces workspaces, ILogger<SlackWhispers> logger)
{
    /// <param name="replaces">Whether it takes the place of the message in which they pressed.</param>
    public async Task SayAsync(SlackInteraction to, BotText text, CancellationToken cancellationToken, bool replaces = false)
    {
        var content = SlackContent.Of(text);
        var response = SlackResponse.Of(content, isForAll: false) with { ReplacesOriginal = replaces, Thread = replaces ? null : to.Thread };
        if (to.ResponseUrl.Length > 0 && await answers.RespondAsync(response, to.ResponseUrl, cancellationToken))
            return;

        var api = workspaces.In(to.Team);
        var isSaid = to.Channel is { } channel && await IsDoneAsync(() => api.PostEphemeralAsync(channel, to.Thread, to.User, content, cancellationToken));
        if (!isSaid && !await IsDoneAsync(() => api.PostAsync(to.User, null, content, null, cancellationToken)))
            LogUnsaid(to.User);
    }

    private static async Task<bool> IsDoneAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception unsaid) when (unsaid is SlackApiException or HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "What {User} was to be told could not be said to them")]
    private partial void LogUnsaid(string user);
}
