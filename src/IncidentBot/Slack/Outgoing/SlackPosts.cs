using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>
/// Posts once. Slack has no key by which a post that was tried twice is one, so each carries the mark of its errand, and
/// where a try may have taken effect the channel is looked at for it before the same words are posted again.
/// </summary>
public sealed class SlackPosts(SlackWorkspaces workspaces, SlackIdentity identity)
{
    private const string EventType = "incidentbot";
    private const int MostPages = 40;

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

    /// <summary>Whether the bot has shared a file of this name.</summary>
    public async Task<bool> FindFileAsync(Conversation conversation, string? thread, string name, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var self = await identity.FindAsync(conversation.Workspace, cancellationToken);
        await foreach (var message in SinceAsync(conversation, thread, since, cancellationToken))
        {
            if (self?.IsUser(message.Text("user"u8)) == true && message.Items("files"u8).Any(file => file.Text("name"u8) == name))
                return true;
        }

        return false;
    }

    private async Task<string?> FindAsync(Conversation conversation, string? thread, string mark, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await foreach (var message in SinceAsync(conversation, thread, since, cancellationToken))
        {
            if (message.Child("metadata"u8).Child("event_payload"u8).Text("mark"u8) == mark)
                return message.Text("ts"u8);
        }

        return null;
    }

    /// <summary>People may have said much since, also while the bot was away.</summary>
    private async IAsyncEnumerable<JsonElement> SinceAsync(
        Conversation conversation, string? thread, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var api = workspaces.In(conversation.Workspace);
        var oldest = SlackTimestamp.Of(since - Tolerance);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await api.NewestAsync(conversation.Channel, thread, oldest, cursor, cancellationToken);
            foreach (var message in answer.Items("messages"u8))
                yield return message;
            if ((cursor = SlackWebApi.NextCursor(answer)) is null)
                yield break;
        }
    }
}
