using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Slack waits three seconds. What takes longer is answered after that, at the address that came with it.</summary>
public sealed partial class SlackLateAnswers(IHttpClientFactory clients, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackLateAnswers> logger)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(2.5);

    /// <summary>The answer, if it is there in time; an empty one if the answer is to follow.</summary>
    /// <param name="responseUrl">Believed only where it points to a host of Slack's: it is whatever the request said.</param>
    public async Task<SlackAnswer> InTimeAsync(Task<SlackAnswer> answering, string responseUrl, CancellationToken stopping)
    {
        if (await Task.WhenAny(answering, Task.Delay(LongestAnswer, time, stopping)) == answering)
            return await answering;

        _ = SendAsync(answering, responseUrl, stopping);
        return SlackAnswer.Taken;
    }

    public async Task SendAsync(Task<SlackAnswer> answering, string responseUrl, CancellationToken cancellationToken)
    {
        try
        {
            if ((await answering).Body is not SlackResponse response)
                return;
            if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out var address) || !options.Value.Allows(address))
            {
                LogNoAddress();
                return;
            }

            using var client = clients.CreateClient(nameof(SlackClient));
            using var answer = await client.PostAsJsonAsync(address, response, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException)
        {
            LogLost(lost.GetType().Name);
        }
        catch (Exception failed)
        {
            LogFailed(failed);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A late answer has nowhere to go: its address is not on one of Slack:AllowedHosts")]
    private partial void LogNoAddress();

    [LoggerMessage(LogLevel.Warning, "A late answer did not reach Slack ({Reason})")]
    private partial void LogLost(string reason);

    [LoggerMessage(LogLevel.Error, "A command failed after Slack had stopped waiting")]
    private partial void LogFailed(Exception exception);
}
