using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Answers a command after Slack has stopped waiting, at the address that came with it.</summary>
public sealed partial class SlackLateAnswers(IHttpClientFactory clients, IOptions<SlackOptions> options, ILogger<SlackLateAnswers> logger)
{
    /// <param name="responseUrl">Believed only where it points to a host of Slack's: it is whatever the request said.</param>
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
