using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Reads page after page, and waits as Slack asks: begun anew, a long history would never end.</summary>
public sealed class SlackPages(TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <param name="pageAt">Fetches the page at a cursor; at none the first one.</param>
    /// <returns>The messages of each page, as Slack orders them.</returns>
    public async IAsyncEnumerable<IReadOnlyList<JsonElement>> ReadAsync(
        Func<string?, Task<JsonElement>> pageAt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await WhenAllowedAsync(() => pageAt(cursor), cancellationToken);
            yield return [.. page.Items("messages"u8)];
            cursor = SlackWebApi.NextCursor(page);
        }
        while (cursor is not null);
    }

    /// <exception cref="Chat.DeliveryException">Slack refused, or asked to wait for longer than can be waited here.</exception>
    public async Task<JsonElement> WhenAllowedAsync(Func<Task<JsonElement>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (SlackApiException later) when (later.RetryAfter <= LongestPause)
            {
                await Task.Delay(later.RetryAfter.Value, time, cancellationToken);
            }
            catch (SlackApiException refused)
            {
                throw SlackDelivery.Translated(refused);
            }
        }
    }
}
