using System.Data.Common;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Takes deliveries of the Events API. The answer is given when everything is stored, so that what fails is delivered again.</summary>
public sealed partial class SlackEvents(
    SlackUninstalls uninstalls,
    SlackConcerns concerns,
    SlackSurroundings surroundings,
    SlackTranslator translator,
    ChatEventHandler handler,
    SlackCounters counters,
    ILogger<SlackEvents> logger)
{
    /// <param name="root">Valid until the answer is there.</param>
    public Task<SlackAnswer> TakeAsync(JsonElement root, CancellationToken cancellationToken)
    {
        switch (root.Text("type"u8))
        {
            case "event_callback":
                return StoreAsync(new SlackEnvelope(root), cancellationToken);
            case "url_verification":
                return Task.FromResult(root.Text("challenge"u8) is { } challenge
                    ? new SlackAnswer(StatusCodes.Status200OK, new Dictionary<string, string> { ["challenge"] = challenge })
                    : SlackAnswer.Unreadable);
            case "app_rate_limited":
                LogRateLimited();
                return Task.FromResult(SlackAnswer.Taken);
            default:
                return Task.FromResult(Ignore("delivery"));
        }
    }

    private async Task<SlackAnswer> StoreAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            if (await uninstalls.TakeAsync(envelope, cancellationToken))
                return SlackAnswer.Taken;

            if (await concerns.WhoIsBotAsync(envelope, cancellationToken) is not { } self)
                return Ignore("team");
            if (await surroundings.TakeAsync(envelope, cancellationToken))
                return SlackAnswer.Taken;
            if (!await concerns.IsOfInterestAsync(envelope, cancellationToken))
                return Ignore("conversation");

            var happened = await translator.TranslateAsync(envelope, self, cancellationToken);
            foreach (var chatEvent in happened)
                await handler.HandleAsync(chatEvent, cancellationToken);
            return happened.Count == 0 ? Ignore("event") : SlackAnswer.Taken;
        }
        catch (Exception away) when (away is StorageAwayException or OutcomeUnknownException or DbException or TimeoutException or OperationCanceledException)
        {
            LogStorageAway(away.Message);
            return SlackAnswer.TryAgain;
        }
    }

    private SlackAnswer Ignore(string reason)
    {
        counters.Ignored(reason);
        return SlackAnswer.Taken;
    }

    [LoggerMessage(LogLevel.Warning, "Slack holds back events: more than 30,000 an hour. Chat of this time may be missing from the log.")]
    private partial void LogRateLimited();

    [LoggerMessage(LogLevel.Warning, "An event was not stored ({Reason}); Slack will deliver it again")]
    private partial void LogStorageAway(string reason);
}
