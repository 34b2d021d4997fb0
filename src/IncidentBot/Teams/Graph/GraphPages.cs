using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Chat;

namespace IncidentBot.Teams;

/// <summary>Reads messages page after page, and waits as Graph asks: begun anew, a long past would never end.</summary>
public sealed class GraphPages(GraphClient client, TimeProvider time)
{
    /// <summary>Shorter than a pause until somebody mends what is wrong, which the outbox keeps.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    /// <param name="since">At least what was said or touched since then; threads are shown whole.</param>
    /// <param name="before">In a chat, only what was touched before.</param>
    /// <exception cref="DeliveryException">Graph refused, or asked to wait for longer than can be waited here.</exception>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> ReadAsync(
        GraphPlace place, DateTimeOffset since, DateTimeOffset? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (place.Root is { } root)
            yield return [await WhenAllowedAsync(place.Message(root), place, cancellationToken)];

        await foreach (var page in FromAsync(place.Root is null ? place.Touched(since, before) : place.Replies, place, cancellationToken))
            yield return page;
    }

    public Task<JsonElement> OneAsync(GraphPlace place, string id, CancellationToken cancellationToken) => WhenAllowedAsync(place.Message(id), place, cancellationToken);

    /// <summary>What was said or touched in a channel since then: each message with the thread that it is in.</summary>
    public async IAsyncEnumerable<(GraphPlace Thread, JsonElement Message)> InChannelAsync(
        GraphPlace place, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in FromAsync(place.Threads(since), place, cancellationToken))
        {
            foreach (var first in page.Where(first => first.TextAt("id") is { Length: > 0 }))
            {
                var thread = place.Thread(first.TextAt("id")!);
                yield return (thread, first);
                foreach (var reply in first.ItemsAt("replies"))
                    yield return (thread, reply);
                if (first.TextAt("replies@odata.nextLink") is not { Length: > 0 } more)
                    continue;

                await foreach (var replies in FromAsync(more, place, cancellationToken))
                {
                    foreach (var reply in replies)
                        yield return (thread, reply);
                }
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<JsonElement>> FromAsync(string first, GraphPlace place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = first;
        while (next is not null)
        {
            var page = await WhenAllowedAsync(next, place, cancellationToken);
            yield return [.. page.ItemsAt("value")];
            next = page.TextAt("@odata.nextLink") is { Length: > 0 } told && told != next ? told : null;
        }
    }

    private async Task<JsonElement> WhenAllowedAsync(string path, GraphPlace place, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await client.GetAsync(path, place.Permission, cancellationToken);
            }
            catch (DeliveryException later) when (later.RetryAfter <= LongestPause)
            {
                await Task.Delay(later.RetryAfter.Value, time, cancellationToken);
            }
        }
    }
}
