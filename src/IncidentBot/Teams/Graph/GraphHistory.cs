using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Reads what was said before the bot listened.</summary>
public sealed class GraphHistory(GraphPlaces places, GraphClient client, GraphPages pages, GraphMessages messages, ConversationDirectory conversations)
{
    public async Task<MessageEvent?> FindAsync(EventSource source, CancellationToken cancellationToken)
    {
        if (await places.FindAsync(source.Conversation, cancellationToken) is not { } place)
            return null;
        if (source.ThreadId is { } thread)
            place = place.Thread(thread) with { Home = source.Conversation };

        try
        {
            return await messages.PostedAsync(place, await client.GetAsync(place.Message(source.MessageId), place.Permission, cancellationToken), cancellationToken);
        }
        catch (DeliveryException gone) when (gone.Code == GraphClient.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// Oldest first, each with the marks that keep it. A thread that began with the call for the bot has no past of its own: there
    /// it is the channel's, without the threads in which other incidents live.
    /// </summary>
    public async IAsyncEnumerable<MessageEvent> ReadAsync(Conversation conversation, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await places.FindAsync(conversation, cancellationToken) is not { } place)
            yield break;

        var said = new SortedDictionary<(DateTimeOffset At, string Id), (GraphPlace Place, JsonElement Message)>();
        await foreach (var (where, message) in await BeganWithCallAsync(place, cancellationToken) ? AroundAsync(place, since, cancellationToken) : InAsync(place, since, cancellationToken))
        {
            if (GraphActivity.TimeAt(message, "createdDateTime") is { } at && at >= since && !GraphMessages.IsCommand(where, message))
                said[(at, message.TextAt("id") ?? "")] = (where, message);
        }

        foreach (var (where, message) in said.Values)
        {
            if (await messages.PostedAsync(where, message, cancellationToken) is not { } posted)
                continue;

            yield return posted;
            foreach (var mark in await messages.MarksAsync(where, message, cancellationToken))
                yield return mark;
        }
    }

    private async Task<bool> BeganWithCallAsync(GraphPlace place, CancellationToken cancellationToken) =>
        place.Root is { } root && GraphMessages.IsCommand(place, await pages.OneAsync(place, root, cancellationToken));

    private async IAsyncEnumerable<(GraphPlace Place, JsonElement Message)> InAsync(GraphPlace place, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.ReadAsync(place, since, null, cancellationToken))
        {
            foreach (var message in page)
                yield return (place, message);
        }
    }

    private async IAsyncEnumerable<(GraphPlace Place, JsonElement Message)> AroundAsync(GraphPlace place, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (thread, message) in pages.InChannelAsync(place, since, cancellationToken))
        {
            if (thread.Place.Id == place.Place.Id || await conversations.FindAsync(TeamsAddress.Conversation(place.Place.Tenant, thread.Place.Id), cancellationToken) is null)
                yield return (thread, message);
        }
    }
}
