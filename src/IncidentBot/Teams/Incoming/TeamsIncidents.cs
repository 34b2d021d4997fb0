using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Whether a conversation is an incident's: because it lives there, or because the channel was made for it.</summary>
public sealed class TeamsIncidents(ConversationDirectory conversations, TeamsOwnChannels ownChannels)
{
    public async ValueTask<bool> LivesInAsync(Conversation conversation, CancellationToken cancellationToken) => await conversations.FindAsync(conversation, cancellationToken) is not null;

    /// <summary>What happens in a thread where no incident lives, as it happened in the home of the incident whose channel it is.</summary>
    public async ValueTask<TeamsActivity> AtHomeAsync(TeamsActivity activity, CancellationToken cancellationToken) =>
        activity with { Home = await ownChannels.HomeInAsync(activity.Conversation, cancellationToken) };
}
