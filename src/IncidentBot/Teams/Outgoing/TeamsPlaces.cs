using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Where conversations are reached.</summary>
public sealed class TeamsPlaces(TeamsConversationStore store)
{
    private const string Root = ";messageid=";

    /// <exception cref="DeliveryException">The bot was never there, or was taken out.</exception>
    public async Task<TeamsPlace> OfAsync(Conversation conversation, CancellationToken cancellationToken) =>
        await store.FindAsync(conversation.Workspace, conversation.Channel, cancellationToken) ?? await InChannelAsync(conversation, cancellationToken) ?? throw new DeliveryException("conversation_unknown");

    public Task<TeamsPlace?> FindAsync(string tenant, string conversation, CancellationToken cancellationToken) => store.FindAsync(tenant, conversation, cancellationToken);

    /// <param name="threadId">Of another thread of the channel; nothing for the conversation itself.</param>
    /// <exception cref="DeliveryException">The bot was never there, or was taken out.</exception>
    public Task<TeamsPlace> OfAsync(Conversation conversation, string? threadId, CancellationToken cancellationToken) =>
        OfAsync(threadId is null ? conversation : conversation with { Channel = ThreadOf(ChannelOf(conversation.Channel), threadId) }, cancellationToken);

    /// <summary>Any at which a new conversation can be asked for.</summary>
    public async Task<TeamsPlace> NearAsync(string tenant, CancellationToken cancellationToken) =>
        await store.LatestAsync(tenant, cancellationToken) ?? throw new DeliveryException("conversation_unknown");

    public Task LearnAsync(TeamsPlace place, CancellationToken cancellationToken) => store.SeenAsync(place, cancellationToken);

    /// <summary>The channel that a thread is in.</summary>
    public static string ChannelOf(TeamsPlace place) => place.ChannelId ?? ChannelOf(place.Id);

    public static string ChannelOf(string conversation) =>
        conversation.IndexOf(Root, StringComparison.Ordinal) is var root and > 0 ? conversation[..root] : conversation;

    /// <returns>The message that begins a thread; nothing for what is no thread.</returns>
    public static string? RootOf(string conversation) =>
        conversation.IndexOf(Root, StringComparison.Ordinal) is var root and > 0 ? conversation[(root + Root.Length)..] : null;

    public static string ThreadOf(string channel, string root) => channel.Contains(Root, StringComparison.Ordinal) ? channel : $"{channel}{Root}{root}";

    /// <summary>A thread in which the bot was not spoken to yet is reached as its channel is; a channel that settings name, as its organisation.</summary>
    private async Task<TeamsPlace?> InChannelAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var channel = ChannelOf(conversation.Channel);
        if (!channel.EndsWith("@thread.tacv2", StringComparison.Ordinal))
            return null;

        var known = channel == conversation.Channel ? null : await store.FindAsync(conversation.Workspace, channel, cancellationToken);
        var near = known ?? await store.LatestAsync(conversation.Workspace, cancellationToken);
        return near is null ? null : near with { Id = conversation.Channel, Kind = TeamsKind.Channel, ChannelId = channel, TeamId = known?.TeamId, Name = known?.Name };
    }
}
