using System.Collections.Concurrent;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>
/// Posts once. Slack has no key by which a post that was tried twice is one, so after a fault that may have taken
/// effect the channel is looked at before the same words are posted again.
/// </summary>
public sealed class SlackPosts(SlackWorkspaces workspaces, TimeProvider time)
{
    private const string EventType = "incidentbot";
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Conversation Conversation, string? Thread, string Text), Attempt> _unsure = new();

    public static string Metadata(string mark) =>
        JsonSerializer.Serialize(new { event_type = EventType, event_payload = new { mark } });

    /// <returns>The <c>ts</c> of the post.</returns>
    public async Task<string> PostAsync(Conversation conversation, string? thread, string text, CancellationToken cancellationToken)
    {
        var key = (conversation, thread, text);
        if (_unsure.TryGetValue(key, out var attempt) && await FindAsync(conversation, thread, attempt, cancellationToken) is { } posted)
        {
            _unsure.TryRemove(key, out _);
            return posted;
        }

        attempt ??= new Attempt(Guid.NewGuid().ToString("N"), time.GetUtcNow());
        try
        {
            var ts = await workspaces.In(conversation.Workspace).PostAsync(conversation.Channel, thread, text, attempt.Mark, cancellationToken);
            _unsure.TryRemove(key, out _);
            return ts ?? throw new DeliveryException("no_ts");
        }
        catch (Exception unsure) when (unsure is SlackApiException { IsPassing: true } or HttpRequestException or TaskCanceledException or IOException)
        {
            _unsure[key] = attempt;
            throw;
        }
    }

    private async Task<string?> FindAsync(Conversation conversation, string? thread, Attempt attempt, CancellationToken cancellationToken)
    {
        var oldest = SlackTimestamp.Of(attempt.Since - ClocksDiffer);
        foreach (var message in await workspaces.In(conversation.Workspace).NewestAsync(conversation.Channel, thread, oldest, cancellationToken))
        {
            if (message.Child("metadata"u8).Child("event_payload"u8).Text("mark"u8) == attempt.Mark)
                return message.Text("ts"u8);
        }

        return null;
    }

    private sealed record Attempt(string Mark, DateTimeOffset Since);
}
