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

        var next = place.Root is null ? place.Touched(since, before) : place.Replies;
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
