using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Takes what Slack delivers, whichever way it came: posted to the bot, or over a socket.</summary>
public sealed class SlackDeliveries(SlackEvents events, SlackCommands commands, SlackInteractions interactions)
{
    /// <param name="root">The body of a delivery of the Events API; not kept.</param>
    public Task<SlackAnswer> TakeEventAsync(JsonElement root, CancellationToken stopping) => events.TakeAsync(root, stopping);

    /// <param name="form">A slash command's fields.</param>
    public Task<SlackAnswer> TakeCommandAsync(SlackForm form, CancellationToken stopping) => commands.TakeAsync(form, stopping);

    /// <param name="payload">Of an interaction; not kept.</param>
    public Task<SlackAnswer> TakeInteractionAsync(JsonElement payload, CancellationToken stopping) => interactions.TakeAsync(payload, stopping);
}
