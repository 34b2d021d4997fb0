using System.Data.Common;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Takes proven activities. The answer is given when everything is stored, so that Teams delivers again what was not.</summary>
public sealed partial class TeamsDeliveries(
    TeamsTranslator translator, TeamsMembership membership, ChatEventHandler handler, ITeamsInvokes invokes, ILogger<TeamsDeliveries> logger)
{
    public async Task<TeamsAnswer> TakeAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerAsync(activity, cancellationToken);
        }
        catch (Exception away) when (away is StorageAwayException or OutcomeUnknownException or DbException or TimeoutException or OperationCanceledException)
        {
            LogStorageAway(away.Message);
            return new TeamsAnswer(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<TeamsAnswer> AnswerAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (activity.Type == "invoke")
            return await InvokeAsync(activity, cancellationToken);
        if (activity.ConversationId.Length == 0 || activity.IsOwn)
            return TeamsAnswer.Taken;

        if (activity.Type is "conversationUpdate" or "installationUpdate")
            await StoreAsync(await membership.TakeAsync(activity, cancellationToken), cancellationToken);
        else if (IsPress(activity))
            await SubmitAsync(activity, cancellationToken);
        else
            await StoreAsync(await translator.TranslateAsync(activity, cancellationToken), cancellationToken);
        return TeamsAnswer.Taken;
    }

    private async Task<TeamsAnswer> InvokeAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        await translator.LearnAsync(activity, cancellationToken);
        return await invokes.TakeAsync(activity.Root, cancellationToken);
    }

    /// <summary>A button of an older client: a message without a text.</summary>
    private static bool IsPress(TeamsActivity activity) =>
        activity.Type == "message"
        && activity.Root.Child("value"u8).ValueKind == JsonValueKind.Object
        && string.IsNullOrWhiteSpace(activity.Root.Text("text"u8));

    private async Task SubmitAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        await translator.LearnAsync(activity, cancellationToken);
        await invokes.TakeSubmitAsync(activity.Root, cancellationToken);
    }

    private async Task StoreAsync(IEnumerable<ChatEvent> happened, CancellationToken cancellationToken)
    {
        foreach (var chatEvent in happened)
            await handler.HandleAsync(chatEvent, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "An activity was not stored ({Reason}); Teams will deliver it again")]
    private partial void LogStorageAway(string reason);
}
