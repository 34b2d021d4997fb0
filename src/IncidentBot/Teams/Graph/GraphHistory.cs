using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Reads what was said before the bot listened.</summary>
public sealed class GraphHistory(GraphPlaces places, GraphClient client, GraphPages pages, GraphMessages messages)
{
    public async Task<MessageEvent?> FindAsync(EventSource source, CancellationToken cancellationToken)
    {
        if (await places.FindAsync(source.Conversation, cancellationToken) is not { } place)
            return null;

        try
        {
            return await messages.PostedAsync(place, await client.GetAsync(place.Message(source.MessageId), place.Permission, cancellationToken), cancellationToken);
        }
        catch (DeliveryException gone) when (gone.Code == GraphClient.NotFound)
        {
            return null;
        }
    }

    /// <summary>Oldest first, each with the marks that keep it.</summary>
    public async IAsyncEnumerable<MessageEvent> ReadAsync(Conversation conversation, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await places.FindAsync(conversation, cancellationToken) is not { } place)
            yield break;

        var said = new SortedDictionary<(DateTimeOffset At, string Id), JsonElement>();
        await foreach (var page in pages.ReadAsync(place, since, null, cancellationToken))
        {
            foreach (var message in page)
            {
                if (GraphActivity.TimeAt(message, "createdDateTime") is { } at && at >= since && !GraphMessages.IsCommand(place, message))
                    said[(at, message.TextAt("id") ?? "")] = message;
            }
        }

        foreach (var message in said.Values)
        {
            if (await messages.PostedAsync(place, message, cancellationToken) is not { } posted)
                continue;

            yield return posted;
            foreach (var mark in await messages.MarksAsync(place, message, cancellationToken))
                yield return mark;
        }
    }
}
