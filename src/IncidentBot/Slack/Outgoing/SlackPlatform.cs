using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Slack as the outbox sees it.</summary>
public sealed class SlackPlatform(
    SlackWebApi api, SlackPosts posts, SlackChannels channels, SlackHistory history, SlackMissedChat missedChat, SlackHearing hearing, SlackFileFetcher files) : IChatPlatform
{
    public const string Slack = "slack";

    private const string InTimeline = "white_check_mark";
    private const int LongestTopic = 250;

    public string Name => Slack;

    public Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => channels.OpenAsync(request, cancellationToken));

    public Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => channels.InviteAsync(conversation.Channel, personIds, cancellationToken));

    public Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, CancellationToken cancellationToken)
    {
        var written = SlackFormatter.Write(text);
        return SlackDelivery.OfAsync(() => InChannelAsync(conversation.Channel, () => posts.PostAsync(conversation.Channel, threadId, written, cancellationToken), cancellationToken));
    }

    public Task PostPrivatelyAsync(Conversation conversation, string personId, BotText text, CancellationToken cancellationToken)
    {
        var user = UserOf(personId);
        return SlackDelivery.OfAsync(() => api.PostEphemeralAsync(conversation.Channel, user, SlackFormatter.Write(text), cancellationToken));
    }

    public Task UpdateAsync(Conversation conversation, string messageId, BotText text, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => api.UpdateAsync(conversation.Channel, messageId, SlackFormatter.Write(text), cancellationToken));

    public Task PinAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => api.PinAsync(conversation.Channel, messageId, cancellationToken), "already_pinned");

    public Task ConfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => api.ReactAsync(conversation.Channel, messageId, InTimeline, cancellationToken), "already_reacted");

    public Task UnconfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => api.UnreactAsync(conversation.Channel, messageId, InTimeline, cancellationToken), "no_reaction");

    public Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => api.SetTopicAsync(conversation.Channel, SlackCut.Plain(LongestTopic, topic), cancellationToken));

    public Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken)
    {
        var user = UserOf(personId);
        return SlackDelivery.OfAsync(async () =>
        {
            var channel = await api.OpenDirectAsync(user, cancellationToken) ?? throw new DeliveryException("channel_not_found");
            return SlackAddress.Conversation(SlackAddress.TeamOf(personId), channel);
        });
    }

    public Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => history.FindAsync(source, cancellationToken));

    public IAsyncEnumerable<MessageEvent> ReadHistoryAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellationToken) =>
        history.ReadAsync(conversation, since, cancellationToken);

    public ValueTask<IReadOnlyCollection<string>> WorkspacesHeardAsync(CancellationToken cancellationToken) => hearing.WorkspacesAsync(cancellationToken);

    public IAsyncEnumerable<ChatPage> ReadMissedAsync(MissedChat missed, CancellationToken cancellationToken) => missedChat.ReadAsync(missed, cancellationToken);

    public Task<FetchedFile?> FetchFileAsync(Conversation conversation, string fileId, long largest, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => files.FetchAsync(fileId, largest, cancellationToken));

    /// <summary>The bot may join what is public.</summary>
    private async Task<T> InChannelAsync<T>(string channel, Func<Task<T>> post, CancellationToken cancellationToken)
    {
        try
        {
            return await post();
        }
        catch (SlackApiException outside) when (outside.Code == "not_in_channel")
        {
            await api.JoinAsync(channel, cancellationToken);
            return await post();
        }
    }

    private static string UserOf(string personId) => SlackAddress.UserOf(personId) ?? throw new DeliveryException("user_not_found");
}
