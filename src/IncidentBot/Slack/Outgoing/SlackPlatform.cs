using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Slack as the outbox sees it.</summary>
public sealed class SlackPlatform(SlackWorkspaces workspaces, SlackPosts posts, SlackChannels channels, SlackHistory history, SlackShelf shelf, SlackSharing sharing) : IChatPlatform
{
    public const string Slack = "slack";

    private const string InTimeline = "white_check_mark";
    private const int LongestTopic = 250;

    public string Name => Slack;

    public Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken) => SlackDelivery.OfAsync(async () =>
    {
        var opened = await channels.OpenAsync(request, cancellationToken);
        sharing.LearnOwn(opened.Conversation);
        return opened;
    });

    public Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => channels.InviteAsync(conversation, personIds, cancellationToken));

    public Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, Once once, CancellationToken cancellationToken)
    {
        var written = SlackContent.Of(text);
        return SlackDelivery.OfAsync(async () =>
        {
            await sharing.RefuseSharedAsync(conversation, cancellationToken);
            return await InChannelAsync(conversation, () => posts.PostAsync(conversation, threadId, written, once, cancellationToken), cancellationToken);
        });
    }

    public Task PostPrivatelyAsync(Conversation conversation, string? threadId, string personId, BotText text, CancellationToken cancellationToken)
    {
        var user = UserOf(personId);
        var written = SlackContent.Of(text);
        // With somebody alone, whose id stands for that conversation, a message is private anyway.
        return SlackDelivery.OfAsync(() => conversation.Channel == user
            ? In(conversation).PostAsync(user, null, written, null, cancellationToken)
            : In(conversation).PostEphemeralAsync(conversation.Channel, threadId, user, written, cancellationToken));
    }

    public Task UpdateAsync(Conversation conversation, string messageId, BotText text, CancellationToken cancellationToken) =>
        AmongUsAsync(conversation, () => In(conversation).UpdateAsync(conversation.Channel, messageId, SlackContent.Of(text), cancellationToken), cancellationToken);

    public Task PinAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => In(conversation).PinAsync(conversation.Channel, messageId, cancellationToken), "already_pinned");

    public Task ConfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => In(conversation).ReactAsync(conversation.Channel, messageId, InTimeline, cancellationToken), "already_reacted");

    public Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken) =>
        AmongUsAsync(conversation, () => In(conversation).SetTopicAsync(conversation.Channel, SlackCut.Plain(LongestTopic, topic), cancellationToken), cancellationToken);

    public Task ShowLinksAsync(Conversation conversation, IReadOnlyList<Linked> links, CancellationToken cancellationToken) =>
        AmongUsAsync(conversation, () => shelf.Bookmarks.ShowAsync(conversation, links, cancellationToken), cancellationToken);

    public Task<string?> RenameAsync(Conversation conversation, IncidentId id, string slug, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => channels.RenameAsync(conversation, id, slug, cancellationToken));

    public Task ShowDocumentAsync(Conversation conversation, string title, string markdown, CancellationToken cancellationToken) =>
        AmongUsAsync(conversation, () => shelf.Canvases.ShowAsync(conversation, title, markdown, cancellationToken), cancellationToken);

    public async Task<bool> ShareFileAsync(Conversation conversation, string? threadId, SharedDocument file, CancellationToken cancellationToken)
    {
        await AmongUsAsync(conversation, () => shelf.Uploads.ShareAsync(conversation, threadId, file, cancellationToken), cancellationToken);
        return true;
    }

    public Task ArchiveAsync(Conversation conversation, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => workspaces.In(conversation.Workspace).ArchiveAsync(conversation.Channel, cancellationToken), "already_archived");

    public Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken)
    {
        var user = UserOf(personId);
        return SlackDelivery.OfAsync(async () =>
        {
            var team = SlackAddress.TeamOf(personId);
            var channel = await workspaces.In(team).OpenDirectAsync(user, cancellationToken) ?? throw new DeliveryException("channel_not_found");
            return SlackAddress.Conversation(team, channel);
        });
    }

    public Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => history.FindAsync(source, cancellationToken));

    public IAsyncEnumerable<MessageEvent> ReadHistoryAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellationToken) =>
        history.ReadAsync(conversation, since, cancellationToken);

    /// <summary>Only where nobody of another organisation reads along.</summary>
    private Task AmongUsAsync(Conversation conversation, Func<Task> show, CancellationToken cancellationToken) => SlackDelivery.OfAsync(async () =>
    {
        await sharing.RefuseSharedAsync(conversation, cancellationToken);
        await show();
    });

    /// <summary>The bot may join what is public.</summary>
    private async Task<T> InChannelAsync<T>(Conversation conversation, Func<Task<T>> post, CancellationToken cancellationToken)
    {
        try
        {
            return await post();
        }
        catch (SlackApiException outside) when (outside.Code == "not_in_channel")
        {
            await In(conversation).JoinAsync(conversation.Channel, cancellationToken);
            return await post();
        }
    }

    private SlackWebApi In(Conversation conversation) => workspaces.In(conversation.Workspace);

    private static string UserOf(string personId) => SlackAddress.UserOf(personId) ?? throw new DeliveryException("user_not_found");
}
