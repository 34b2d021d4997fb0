using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Events by which Slack tells that somebody or something has another name or id now.</summary>
public sealed class SlackNameChanges(SlackNames names, ConversationMove conversations, TimeProvider time)
{
    /// <returns>Whether the event was one of them.</returns>
    public async ValueTask<bool> TakeAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.Team is not { } team)
            return false;

        var changed = envelope.Event;
        var now = time.GetUtcNow();
        switch (envelope.Type)
        {
            case "user_change":
                await names.TakeAsync(SlackName.OfUser(team, changed.Child("user"u8), now), cancellationToken);
                return true;
            case "subteam_updated" or "subteam_created":
                await names.TakeAsync(SlackName.OfGroup(team, changed.Child("subteam"u8), now), cancellationToken);
                return true;
            case "channel_rename" or "group_rename":
                await names.TakeAsync(SlackName.OfChannel(team, changed.Child("channel"u8), now), cancellationToken);
                return true;
            // Channels that are shared with another organisation, or move within one, may get another id.
            case "channel_id_changed" when changed.Text("old_channel_id"u8) is { } old && changed.Text("new_channel_id"u8) is { } moved && old != moved:
                await conversations.MoveAsync(SlackAddress.Conversation(team, old), SlackAddress.Conversation(team, moved), cancellationToken);
                return true;
            default:
                return false;
        }
    }
}
