using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Which events are any of the bot's business, and who it is where they come from.</summary>
public sealed class SlackConcerns(SlackWorkspaces workspaces, SlackIdentity identity, ConversationDirectory conversations)
{
    /// <returns>Nothing for a workspace where the bot is not installed.</returns>
    public async ValueTask<SlackSelf?> WhoIsBotAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        var team = envelope.Team ?? "";
        await workspaces.LearnAsync(team, envelope.Enterprise, cancellationToken);
        var known = await identity.FindAsync(team, cancellationToken);
        return team.Length > 0 && await workspaces.ServesAsync(team, cancellationToken) ? envelope.Complete(known) : null;
    }

    /// <summary>The bot hears channels that no incident lives in; nobody's name is looked up for those.</summary>
    public async ValueTask<bool> IsOfInterestAsync(SlackEnvelope envelope, CancellationToken cancellationToken) =>
        envelope is { Team: { } team, Channel: { } channel }
        && (envelope.Type == "app_mention" || await conversations.FindAsync(SlackAddress.Conversation(team, channel), cancellationToken) is not null);
}
