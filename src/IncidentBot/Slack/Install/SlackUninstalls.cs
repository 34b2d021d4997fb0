using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>
/// Events by which Slack tells that the app was removed, or its token taken away. They come in any order, again and
/// late: an installation that is newer than the event stays. Its incidents stay in any case.
/// </summary>
public sealed partial class SlackUninstalls(SlackInstallations installations, SlackInstallationStore store, SlackDirects directs, TimeProvider time, ILogger<SlackUninstalls> logger)
{
    /// <returns>Whether the event was one of them.</returns>
    public async ValueTask<bool> TakeAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.Type is not ("app_uninstalled" or "tokens_revoked"))
            return false;
        if (envelope.Team is not { } team)
            return true;

        var installation = await installations.FindStoredAsync(team, envelope.Enterprise, envelope.IsForOrganisation, cancellationToken);
        if (installation is null || (envelope.Type == "tokens_revoked" && !IsOfBot(envelope.Event, installation)))
            return true;

        var happenedAt = envelope.At ?? time.GetUtcNow();
        if (await store.RevokeAsync(installation.Id, happenedAt, envelope.Type, cancellationToken))
        {
            installations.Take(installation with { RevokedAt = happenedAt });
            await directs.ForgetAsync(team, cancellationToken);
            LogRevoked(installation.Name, envelope.Type);
        }

        return true;
    }

    /// <summary>The tokens of people who had installed something of their own are none of ours.</summary>
    private static bool IsOfBot(JsonElement revoked, SlackInstallation installation) =>
        revoked.Child("tokens"u8).Items("bot"u8).Any(bot => bot.ValueKind == JsonValueKind.String && bot.GetString() == installation.BotUserId);

    [LoggerMessage(LogLevel.Warning, "The app was removed from {Workspace} ({Event}): the bot is mute there until it is installed again at /slack/install. Its incidents stay.")]
    private partial void LogRevoked(string workspace, string @event);
}
