using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>
/// Posts once. Slack has no key by which a post that was tried twice is one, so each carries the mark of its errand, and
/// where a try may have taken effect the channel is looked at for it before the same words are posted again.
/// </summary>
public sealed class SlackPosts(SlackWorkspaces workspaces)
{
    private const string EventType = "incidentbot";

    /// <summary>How far Slack's clock may differ from ours, and how long a call may have been under way.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public static string Metadata(string mark) =>
        JsonSerializer.Serialize(new { event_type = EventType, event_payload = new { mark } });

    /// <returns>The <c>ts</c> of the post.</returns>
    public async Task<string> PostAsync(Conversation conversation, string? thread, SlackContent content, Once once, CancellationToken cancellationToken)
    {
        if (once.TriedSince is { } since && await FindAsync(conversation, thread, once.Key, since, cancellationToken) is { } posted)
            return posted;

        return await workspaces.In(conversation.Workspace).PostAsync(conversation.Channel, thread, content, once.Key, cancellationToken) ?? throw new DeliveryException("no_ts");
    }

    private async Task<string?> FindAsync(Conversation conversation, string? thread, string mark, DateTimeOffset since, CancellationToken cancellationToken)
    {
        foreach (var message in await workspaces.In(conversation.Workspace).NewestAsync(conversation.Channel, thread, SlackTimestamp.Of(since - Tolerance), cancellationToken))
        {
            if (message.Child("metadata"u8).Child("event_payload"u8).Text("mark"u8) == mark)
                return message.Text("ts"u8);
        }

        return null;
    }
}
