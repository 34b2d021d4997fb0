using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Slack as the outbox sees it.</summary>
public sealed class SlackPlatform(
    SlackWorkspaces workspaces, SlackPosts posts, SlackChannels channels, SlackPast past, SlackEars ears, SlackShelf shelf) : IChatPlatform
{
    public const string Slack = "slack";

    private const string InTimeline = "white_check_mark";
    private const int LongestTopic = 250;

    public string Name => Slack;

    public Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken) => SlackDelivery.OfAsync(async () =>
    {
        var opened = await channels.OpenAsync(request, cancellationToken);
        ears.Sharing.LearnOwn(opened.Conversation);
        return opened;
    });

    public Task EnterAsync(Conversation conversation, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => channels.EnterAsync(conversation, cancellationToken));

    /// <summary>People of an organisation have one id in all its workspaces.</summary>
    public bool CanCall(Conversation conversation, string account) =>
        SlackAddress.TeamOf(account) is var team && (team == conversation.Workspace || workspaces.AreOfOneOrganisation(team, conversation.Workspace));

    public Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => channels.InviteAsync(conversation, personIds, cancellationToken));

    public Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, Once once, CancellationToken cancellationToken)
    {
        var written = SlackContent.Of(text);
        return SlackDelivery.OfAsync(async () =>
        {
            await ears.Sharing.RefuseSharedAsync(conversation, cancellationToken);
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

    public Task UnconfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => In(conversation).UnreactAsync(conversation.Channel, messageId, InTimeline, cancellationToken), "no_reaction");

    public Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken) =>
        AmongUsAsync(conversation, () => In(conversation).SetTopicAsync(conversation.Channel, SlackCut.Plain(LongestTopic, topic), cancellationToken), cancellationToken);

    public Task ShowLinksAsync(Conversation conversation, IReadOnlyList<Linked> links, CancellationToken cancellationToken) =>
        AmongUsAsync(conversation, () => shelf.Bookmarks.ShowAsync(conversation, links, cancellationToken), cancellationToken);

    public Task<string?> RenameAsync(Conversation conversation, IncidentId id, string slug, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => channels.RenameAsync(conversation, id, slug, cancellationToken));

    public async Task<string?> ShowDocumentAsync(Conversation conversation, ShownDocument document, string? known, Once once, CancellationToken cancellationToken)
    {
        string? canvas = null;
        await AmongUsAsync(conversation, async () => canvas = await shelf.Canvases.ShowAsync(conversation, document, known, once, cancellationToken), cancellationToken);
        return canvas;
    }

    public async Task<bool> ShareFileAsync(Conversation conversation, string? threadId, SharedDocument file, Once once, CancellationToken cancellationToken)
    {
        var isShared = false;
        await AmongUsAsync(conversation, async () => isShared = await InChannelAsync(conversation, () => shelf.Uploads.ShareAsync(conversation, threadId, file, once, cancellationToken), cancellationToken), cancellationToken);
        return isShared;
    }

    public Task ArchiveAsync(Conversation conversation, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => workspaces.In(conversation.Workspace).ArchiveAsync(conversation.Channel, cancellationToken), "already_archived");

    public Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken)
    {
        var user = UserOf(personId);
        return SlackDelivery.OfAsync(() => channels.OpenDirectAsync(SlackAddress.TeamOf(personId), user, cancellationToken));
    }

    public Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => past.History.FindAsync(source, cancellationToken));

    public IAsyncEnumerable<MessageEvent> ReadHistoryAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellationToken) =>
        past.History.ReadAsync(conversation, since, cancellationToken);

    public ValueTask<IReadOnlyCollection<string>> WorkspacesHeardAsync(CancellationToken cancellationToken) => ears.Hearing.WorkspacesAsync(cancellationToken);

    public IAsyncEnumerable<ChatPage> ReadMissedAsync(MissedChat missed, CancellationToken cancellationToken) => past.MissedChat.ReadAsync(missed, cancellationToken);

    public Task<FetchedFile?> FetchFileAsync(Conversation conversation, string fileId, long largest, CancellationToken cancellationToken) =>
        SlackDelivery.OfAsync(() => shelf.Files.FetchAsync(conversation.Workspace, fileId, largest, cancellationToken));

    /// <summary>Only where nobody of another organisation reads along.</summary>
    private Task AmongUsAsync(Conversation conversation, Func<Task> show, CancellationToken cancellationToken) => SlackDelivery.OfAsync(async () =>
    {
        await ears.Sharing.RefuseSharedAsync(conversation, cancellationToken);
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
