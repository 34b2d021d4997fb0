using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Slack waits three seconds. What takes longer is answered after that, at the address that came with it.</summary>
public sealed partial class SlackLateAnswers(IHttpClientFactory clients, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackLateAnswers> logger)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(2.5);

    /// <summary>The answer, if it is there in time; an empty one if the answer is to follow.</summary>
    /// <param name="responseUrl">Believed only where it points to a host of Slack's: it is whatever the request said.</param>
    /// <param name="meanwhile">What Slack gets in place of an empty answer.</param>
    public async Task<SlackAnswer> InTimeAsync(Task<SlackAnswer> answering, string responseUrl, CancellationToken stopping, SlackAnswer? meanwhile = null)
    {
        if (await Task.WhenAny(answering, Task.Delay(LongestAnswer, time, stopping)) == answering)
            return await answering;

        _ = SendAsync(answering, responseUrl, stopping);
        return meanwhile ?? SlackAnswer.Taken;
    }

    public async Task SendAsync(Task<SlackAnswer> answering, string responseUrl, CancellationToken cancellationToken)
    {
        try
        {
            if ((await answering).Body is SlackResponse response)
                await RespondAsync(response, responseUrl, cancellationToken);
        }
        catch (OperationCanceledException stopped)
        {
            LogLost(stopped.GetType().Name);
        }
        catch (Exception failed)
        {
            LogFailed(failed);
        }
    }

    /// <returns>Whether Slack took it.</returns>
    public async Task<bool> RespondAsync(SlackResponse response, string responseUrl, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out var address) || !options.Value.Allows(address))
        {
            LogNoAddress();
            return false;
        }

        try
        {
            using var client = clients.CreateClient(nameof(SlackClient));
            using var answer = await client.PostAsJsonAsync(address, response, cancellationToken);
            answer.EnsureSuccessStatusCode();
            return true;
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException)
        {
            LogLost(lost.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "An answer has nowhere to go: its address is not on one of Slack:AllowedHosts")]
    private partial void LogNoAddress();

    [LoggerMessage(LogLevel.Warning, "An answer did not reach Slack ({Reason})")]
    private partial void LogLost(string reason);

    [LoggerMessage(LogLevel.Error, "A command failed after Slack had stopped waiting")]
    private partial void LogFailed(Exception exception);
}
