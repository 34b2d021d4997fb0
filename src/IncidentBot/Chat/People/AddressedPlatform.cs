using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.People;

/// <summary>A platform that is told of people and finds their accounts: whoever is addressed in a conversation is addressed as they are known there.</summary>
public sealed class AddressedPlatform(IChatPlatform platform, PeopleDirectory people) : IChatPlatform
{
    public string Name => platform.Name;

    public bool HasThreads => platform.HasThreads;

    /// <summary>What is said at once, in answer to somebody in the conversation.</summary>
    public Reply In(Conversation conversation, Reply reply) => reply with
    {
        Text = In(conversation, reply.Text),
        Form = reply.Form is { } form ? form with { Fields = [.. form.Fields.Select(field => people.In(conversation, field))] } : null,
    };

    public bool CanCall(Conversation conversation, string account) => platform.CanCall(conversation, account);

    public Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken) => platform.OpenHomeAsync(request, cancellationToken);

    public Task EnterAsync(Conversation conversation, CancellationToken cancellationToken) => platform.EnterAsync(conversation, cancellationToken);

    public Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken) =>
        platform.InviteAsync(conversation, [.. personIds.Select(person => people.In(conversation, person)).Distinct(StringComparer.Ordinal)], cancellationToken);

    public Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, Once once, CancellationToken cancellationToken) =>
        platform.PostAsync(conversation, threadId, In(conversation, text), once, cancellationToken);

    /// <exception cref="DeliveryException">They have no account on the platform.</exception>
    public Task PostPrivatelyAsync(Conversation conversation, string? threadId, string personId, BotText text, CancellationToken cancellationToken) =>
        people.In(conversation, personId) is var account && Accounts.IsOn(Name, account)
            ? platform.PostPrivatelyAsync(conversation, threadId, account, In(conversation, text), cancellationToken)
            : throw new DeliveryException("user_not_found");

    public Task UpdateAsync(Conversation conversation, string messageId, BotText text, CancellationToken cancellationToken) =>
        platform.UpdateAsync(conversation, messageId, In(conversation, text), cancellationToken);

    public Task PinAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => platform.PinAsync(conversation, messageId, cancellationToken);

    public Task ConfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => platform.ConfirmAsync(conversation, messageId, cancellationToken);

    public Task UnconfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => platform.UnconfirmAsync(conversation, messageId, cancellationToken);

    public Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken) => platform.SetTopicAsync(conversation, topic, cancellationToken);

    public Task ShowLinksAsync(Conversation conversation, IReadOnlyList<Linked> links, CancellationToken cancellationToken) => platform.ShowLinksAsync(conversation, links, cancellationToken);

    public Task<string?> RenameAsync(Conversation conversation, IncidentId id, string slug, CancellationToken cancellationToken) =>
        platform.RenameAsync(conversation, id, slug, cancellationToken);

    public Task<string?> ShowDocumentAsync(Conversation conversation, ShownDocument document, string? known, Once once, CancellationToken cancellationToken) =>
        platform.ShowDocumentAsync(conversation, document, known, once, cancellationToken);

    public Task<bool> ShareFileAsync(Conversation conversation, string? threadId, SharedDocument file, Once once, CancellationToken cancellationToken) =>
        platform.ShareFileAsync(conversation, threadId, file, once, cancellationToken);

    public Task ArchiveAsync(Conversation conversation, CancellationToken cancellationToken) => platform.ArchiveAsync(conversation, cancellationToken);

    /// <summary>With this very account, or with one on the platform where they are named by another.</summary>
    public Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken) => platform.OpenDirectAsync(
        Accounts.IsOn(Name, personId) ? personId : people.AccountsOf(personId).FirstOrDefault(account => Accounts.IsOn(Name, account), personId), cancellationToken);

    public async Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken) =>
        await platform.FindMessageAsync(source, cancellationToken) is { } found ? people.Of(found) : null;

    public IAsyncEnumerable<MessageEvent> ReadHistoryAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellationToken) =>
        platform.ReadHistoryAsync(conversation, since, cancellationToken).Select(message => people.Of(message));

    public ValueTask<IReadOnlyCollection<string>> WorkspacesHeardAsync(CancellationToken cancellationToken) => platform.WorkspacesHeardAsync(cancellationToken);

    public IAsyncEnumerable<ChatPage> ReadMissedAsync(MissedChat missed, CancellationToken cancellationToken) =>
        platform.ReadMissedAsync(missed, cancellationToken).Select(page => page with { Events = [.. page.Events.Select(happened => people.Of(happened))] });

    public Task<FetchedFile?> FetchFileAsync(Conversation conversation, string fileId, long largest, CancellationToken cancellationToken) =>
        platform.FetchFileAsync(conversation, fileId, largest, cancellationToken);

    /// <summary>Whoever cannot be called there is named.</summary>
    private BotText In(Conversation conversation, BotText text)
    {
        var addressed = people.In(conversation, text);
        return addressed.Parts.Any(part => IsOutOfCall(conversation, part))
            ? new BotText([.. addressed.Parts.Select(part => IsOutOfCall(conversation, part) ? new Quoted("@" + ((Mentioned)part).Name) : part)])
            : addressed;
    }

    private bool IsOutOfCall(Conversation conversation, TextPart part) =>
        part is Mentioned named && Accounts.IsOn(Name, named.PersonId) && !platform.CanCall(conversation, named.PersonId);
}
