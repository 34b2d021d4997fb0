using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Relay;

/// <summary>
/// Brings the post that shows a message in another home in step with the message. The post itself is the bot's own, which no
/// platform gives back as something that was said: nothing goes round, and nothing is recorded twice.
/// </summary>
public sealed class RelayPosts(ChatPlatforms platforms, ConversationDirectory conversations, KnownMessages messages, RelayStore relays, TimeProvider time)
{
    /// <summary>A platform's clock may be behind ours.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public async Task RunAsync(IncidentId id, RelayErrand errand, Once once, CancellationToken cancellationToken)
    {
        if (Find(id, errand.Source.Conversation) is not { } from || Find(id, errand.To) is not { } to
            || await messages.FindAsync(errand.Source, cancellationToken) is not { IsFromBot: false } message)
            return;

        if (await relays.FindCopyAsync(errand.Source, errand.To, cancellationToken) is { } shown)
        {
            var answered = await AnsweredAsync(errand.Source, message, to, cancellationToken);
            await platforms.Of(errand.To).UpdateAsync(errand.To, shown, TextOf(message, from, answered), cancellationToken);
        }
        else if (message.Text is not null && message.Clock.Now >= to.Since - Tolerance)
        {
            var answered = await AnsweredAsync(errand.Source, message, to, cancellationToken);
            var posted = await platforms.Of(errand.To).PostAsync(errand.To, answered?.ThreadId, TextOf(message, from, answered), once, cancellationToken);
            await relays.SaveAsync(id, errand.Source, new EventSource(errand.To, posted), cancellationToken);
        }
    }

    /// <summary>Where a message is shown, its confirmation is shown as well, and taken away again; what cannot be marked is left as it is.</summary>
    public async Task OnCopiesAsync(EventSource original, Func<IChatPlatform, EventSource, Task> mark, CancellationToken cancellationToken)
    {
        foreach (var copy in await relays.CopiesAsync(original, cancellationToken))
        {
            try
            {
                await mark(platforms.Of(copy.Conversation), copy);
            }
            catch (DeliveryException refused) when (refused.RetryAfter is null)
            {
                // The post is gone, or the home is.
            }
        }
    }

    /// <summary>It may have left meanwhile, or have gone quiet.</summary>
    private ListedHome? Find(IncidentId id, Conversation conversation) =>
        conversations.HomesOf(id).FirstOrDefault(home => home.Conversation == conversation && !home.Home.IsQuiet);

    /// <summary>A reply goes below what it answers: below the message itself where that was written there, else below the post that shows it.</summary>
    private async Task<Answered?> AnsweredAsync(EventSource source, KnownMessage message, ListedHome to, CancellationToken cancellationToken)
    {
        if (message.ThreadId is not { } thread || thread == source.MessageId)
            return null;

        var root = new EventSource(source.Conversation, thread);
        root = await relays.FindOriginalAsync(root, cancellationToken) ?? root;
        var place = root.Conversation == to.Conversation
            ? root.ThreadId ?? root.MessageId
            : await relays.FindCopyAsync(root, to.Conversation, cancellationToken);
        return place is not null && platforms.Of(to.Conversation).HasThreads
            ? new Answered(place, null)
            : new Answered(null, (await messages.FindAsync(root, cancellationToken))?.Author.Name);
    }

    private BotText TextOf(KnownMessage message, ListedHome from, Answered? answered) =>
        RelayText.Of(message, from.Home, answered?.Author, isLate: time.GetUtcNow() - message.Clock.Now > RelayText.Late);

    /// <param name="ThreadId">Nothing where it stands for itself.</param>
    /// <param name="Author">Whom it answers, where its place does not say it.</param>
    private sealed record Answered(string? ThreadId, string? Author);
}
