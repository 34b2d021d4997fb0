using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Relay;

/// <summary>Whoever points at a post that shows a message of another home means the message.</summary>
public sealed class RelayedMessages(ConversationDirectory conversations, RelayStore relays, KnownMessages messages)
{
    /// <summary>A mark on such a post is one on the message. Set in both places, it is taken away in both.</summary>
    public async ValueTask<MessageEvent> AtOriginalAsync(IncidentId id, MessageEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Detail is not (MessageKept or MessageUnkept) || conversations.HomesOf(id).Length < 2
            || await relays.FindOriginalAsync(happened.Source, cancellationToken) is not { } original)
            return happened;

        TimelineDetail mark = happened.Detail switch
        {
            MessageKept kept => kept with { Mark = Elsewhere(kept.Mark, happened.Source) },
            MessageUnkept unkept => new MessageUnkept(Elsewhere(unkept.Mark, happened.Source)),
            _ => happened.Detail,
        };
        return happened with { Source = original, Detail = mark };
    }

    /// <returns>The message as it stands now; nothing where the post shows none, or one that was deleted.</returns>
    public async Task<MessageEvent?> FindAsync(EventSource post, CancellationToken cancellationToken)
    {
        if (await relays.FindOriginalAsync(post, cancellationToken) is not { } original
            || await messages.FindAsync(original, cancellationToken) is not { Text: { } text } message)
            return null;

        var posted = new MessagePosted(text) { Files = message.Files };
        return new MessageEvent(EventKeys.Message(original), original, message.Author, message.Clock.Now, message.Clock.Zone, posted);
    }

    private static string Elsewhere(string mark, EventSource post) => $"{mark} in {post.Conversation}";
}
