namespace IncidentBot.Slack;

/// <summary>Events by which Slack tells that somebody or something has another name now.</summary>
public sealed class SlackNameChanges(SlackNames names, TimeProvider time)
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
            default:
                return false;
        }
    }
}
