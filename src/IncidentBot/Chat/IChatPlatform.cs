using IncidentBot.Chat.People;
using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>
/// A place where people talk, as the outbox sees it: the one seam behind which Slack, Teams and the sandbox stand.
/// Every method does one thing on the platform and throws <see cref="DeliveryException"/> when the platform will not;
/// anything else thrown is taken for a passing fault and tried again.
/// </summary>
public interface IChatPlatform
{
    /// <summary>As in <see cref="Conversation.Platform"/>.</summary>
    string Name { get; }

    /// <summary>Whether people can answer below a single message.</summary>
    bool HasThreads => true;

    /// <summary>Whether somebody of the platform can be named in a conversation so that they are called; elsewhere their name is a word.</summary>
    /// <param name="account">As in <see cref="Person.Id"/>.</param>
    bool CanCall(Conversation conversation, string account) => Accounts.IsIn(conversation, account);

    /// <summary>Opens a conversation for an incident. Called again after a crash, it finds the one it made.</summary>
    Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken);

    /// <summary>Goes into a conversation that is open to all, where a platform asks for that before it tells what is said there.</summary>
    Task EnterAsync(Conversation conversation, CancellationToken cancellationToken) => Task.CompletedTask;

    Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken);

    /// <param name="once">By which a post that was tried before, also by a host that was killed, is found and not posted again.</param>
    /// <returns>The platform's id of the new message.</returns>
    Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, Once once, CancellationToken cancellationToken);

    /// <summary>Shows a message to one person in a conversation, or in a thread of it.</summary>
    Task PostPrivatelyAsync(Conversation conversation, string? threadId, string personId, BotText text, CancellationToken cancellationToken);

    Task UpdateAsync(Conversation conversation, string messageId, BotText text, CancellationToken cancellationToken);

    Task PinAsync(Conversation conversation, string messageId, CancellationToken cancellationToken);

    /// <summary>Shows on the message itself that it is in the timeline.</summary>
    Task ConfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken);

    /// <summary>Takes that away again. A platform that shows nothing has nothing to take away.</summary>
    Task UnconfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <param name="topic">One line, shortened by the platform where it must be.</param>
    Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken);

    /// <summary>Shows the addresses that belong to an incident above its conversation; those that were shown before and are not among them go.</summary>
    Task ShowLinksAsync(Conversation conversation, IReadOnlyList<Linked> links, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Names an incident's conversation after its title.</summary>
    /// <returns>The name it has now; nothing where the platform names no conversations.</returns>
    Task<string?> RenameAsync(Conversation conversation, IncidentId id, string slug, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Keeps a copy of the document beside the conversation, where the platform has a place for it.</summary>
    /// <param name="known">Where it was shown before, as it was returned.</param>
    /// <returns>Where it is shown.</returns>
    Task<string?> ShowDocumentAsync(Conversation conversation, ShownDocument document, string? known, Once once, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Gives a file to a conversation.</summary>
    /// <returns>False where the platform takes no files; then a link is posted.</returns>
    Task<bool> ShareFileAsync(Conversation conversation, string? threadId, SharedDocument file, Once once, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Closes a conversation for good: nobody can speak there any more.</summary>
    Task ArchiveAsync(Conversation conversation, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The conversation with one person alone.</summary>
    Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken);

    /// <summary>A message that was posted before the bot listened, or missed; nothing where the platform has none to show.</summary>
    Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken);

    /// <summary>What was said in a conversation since a moment, oldest first.</summary>
    IAsyncEnumerable<MessageEvent> ReadHistoryAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The workspaces whose chat comes in at this moment. A platform that cannot lose any has none to name.</summary>
    ValueTask<IReadOnlyCollection<string>> WorkspacesHeardAsync(CancellationToken cancellationToken) => new([]);

    /// <summary>What happened while nobody listened, page by page; a reader that stops between two pages can go on later.</summary>
    IAsyncEnumerable<ChatPage> ReadMissedAsync(MissedChat missed, CancellationToken cancellationToken) => AsyncEnumerable.Empty<ChatPage>();

    /// <returns>Nothing where the file is larger than <paramref name="largest"/> bytes, or is not to be had.</returns>
    Task<FetchedFile?> FetchFileAsync(Conversation conversation, string fileId, long largest, CancellationToken cancellationToken) =>
        Task.FromResult<FetchedFile?>(null);
}

/// <param name="Key">Of the errand: the same for every try.</param>
/// <param name="TriedSince">When it was tried first; nothing at the first try, when there is nothing to look for.</param>
public sealed record Once(string Key, DateTimeOffset? TriedSince);

/// <summary>A document beside a conversation.</summary>
public sealed record ShownDocument(string Title, string Markdown);

/// <param name="Name">With its ending: <c>INC-2024-0115-1430.md</c>.</param>
public sealed record SharedDocument(string Name, string Title, ReadOnlyMemory<byte> Bytes);

/// <param name="Origin">Where the incident was declared: the same workspace gets the new conversation.</param>
/// <param name="Slug">Lower-case ASCII, digits and dashes; may be empty.</param>
public sealed record HomeRequest(Conversation Origin, IncidentId Id, string Slug, bool IsPrivate);

/// <summary>The conversation that is the incident's home, under the name people see.</summary>
public sealed record OpenedHome(Conversation Conversation, string Name);

/// <summary>The platform refused, or asked to wait.</summary>
/// <param name="code">The platform's own word for it, for the operator.</param>
/// <param name="retryAfter">When it may be tried again; nothing where trying again is no use.</param>
public sealed class DeliveryException(string code, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(code, inner)
{
    public string Code => Message;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
