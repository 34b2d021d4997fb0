using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Takes what people do with buttons, forms, menus and shortcuts.</summary>
public sealed class SlackInteractions(SlackCounters counters)
{
    /// <param name="payload">Valid until the answer is there.</param>
    public Task<SlackAnswer> TakeAsync(JsonElement payload, CancellationToken stopping)
    {
        counters.Ignored("interaction");
        return Task.FromResult(SlackAnswer.Taken);
    }
}
