using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Chat;

namespace IncidentBot.Teams;

/// <summary>Reads what happened in a time when nobody listened: messages, edits, deletions, and marks, also on older messages.</summary>
public sealed class GraphMissedChat(GraphPlaces places, GraphPages pages, GraphOwnChannel channel, GraphMessages messages)
{
    /// <exception cref="DeliveryException">Graph refused, or has nothing to show of such a conversation: the gap is not filled.</exception>
    public async IAsyncEnumerable<ChatPage> ReadAsync(MissedChat missed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = await places.FindAsync(missed.Conversation, cancellationToken) ?? throw new DeliveryException("history_not_shown");

        if (await channel.IsAroundAsync(place, cancellationToken))
        {
            await foreach (var (thread, said) in channel.ReadAsync(place, missed.Since, cancellationToken))
                yield return new ChatPage(await EventsAsync(thread, said, missed.Since, cancellationToken), null);
            yield break;
        }

        // A thread is read anew after a restart: Graph does not say in which order its replies come.
        var before = place.Root is null ? missed.ReadDownTo : null;
        await foreach (var page in pages.ReadAsync(place, missed.Since, before, cancellationToken))
        {
            before = place.Root is null ? Oldest(page) ?? before : null;
            yield return new ChatPage(await EventsAsync(place, page, missed.Since, cancellationToken), before);
        }
    }

    private async Task<IReadOnlyList<MessageEvent>> EventsAsync(GraphPlace place, IEnumerable<JsonElement> said, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var events = new List<MessageEvent>();
        foreach (var message in said.Where(message => TouchedAt(message) >= since).OrderBy(message => GraphActivity.TimeAt(message, "createdDateTime")))
        {
            // What was said before is none of this incident's, unless it is known already; a command was done, and is no chat.
            if (GraphActivity.TimeAt(message, "createdDateTime") >= since && !GraphMessages.IsCommand(place, message) && await messages.PostedAsync(place, message, cancellationToken) is { } posted)
                events.Add(posted);
            events.AddRange(await messages.ChangesAsync(place, message, cancellationToken));
        }

        return events;
    }

    private static DateTimeOffset? Oldest(IReadOnlyList<JsonElement> page) => page.Count == 0 ? null : page.Min(TouchedAt);

    /// <summary>A reaction touches a message too.</summary>
    private static DateTimeOffset? TouchedAt(JsonElement message) => GraphActivity.TimeAt(message, "lastModifiedDateTime") ?? GraphActivity.TimeAt(message, "createdDateTime");
}
