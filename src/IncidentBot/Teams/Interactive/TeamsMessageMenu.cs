using System.Text.Json;
using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>The entries that the bot has in a message's menu, and beside the message box.</summary>
public sealed class TeamsMessageMenu(TeamsPressReader reader, ChatEventHandler handler, TimelineForms timeline, TeamsForms forms, IOptions<TeamsOptions> options)
{
    /// <summary>Keeps the message.</summary>
    public const string AddToTimeline = "addToTimeline";

    /// <summary>Opens the form; the message becomes the first event.</summary>
    public const string DeclareIncident = "declareIncident";

    private const string Start = "start";

    public async Task<TeamsAnswer> OpenAsync(TeamsSender sender, CancellationToken cancellationToken)
    {
        var entry = sender.Value.TextAt("commandId");
        if (entry is not (AddToTimeline or DeclareIncident))
            return TeamsAnswer.Unknown;

        var isPointedAt = entry == AddToTimeline || sender.Value.TextAt("commandContext") == "message";
        var message = isPointedAt ? await MessageAsync(sender, sender.Value.At("messagePayload"), cancellationToken) : null;
        if (isPointedAt && message is null)
            return TeamsAnswers.Message("This is no message of somebody's that could be kept.");

        var command = await reader.ReadAsync(sender, TeamsPressReader.Once(sender.ConversationId, sender.ActivityId, sender.Id, entry), Start, cancellationToken);
        var reply = entry == AddToTimeline ? await timeline.OpenAsync(command, message!, cancellationToken) : await handler.HandleAsync(command with { WantsForm = true }, cancellationToken);
        return await forms.ShowAsync(sender, reply, message, cancellationToken);
    }

    /// <summary>A post of the bot's own may show what somebody wrote in another home.</summary>
    private async Task<MessageEvent?> MessageAsync(TeamsSender sender, JsonElement payload, CancellationToken cancellationToken) =>
        TeamsPayload.Read(sender, payload, options.Value.AppId) is { } message ? await reader.ReadAsync(message, cancellationToken)
        : (TeamsPayload.SourceOf(sender, payload) is { } post ? await timeline.BehindAsync(post, cancellationToken) : null);
}
