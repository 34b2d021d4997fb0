using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Chat;

namespace IncidentBot.Slack;

/// <summary>
/// Reads what history shows of a time when nobody listened: messages with their edits and marks, replies, also to older
/// threads, deletions that left a tombstone, and pins.
/// </summary>
public sealed class SlackMissedChat(SlackWorkspaces workspaces, SlackPages pages, SlackMessages messages, SlackMarks marks, SlackIdentity identity)
{
    public async IAsyncEnumerable<ChatPage> ReadAsync(MissedChat missed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = new Reading(missed, await identity.FindAsync(missed.Conversation.Workspace, cancellationToken) ?? new SlackSelf(missed.Conversation.Workspace, null, "", null, null));
        var place = missed.ReadDownTo;
        var latest = place is { } at ? SlackTimestamp.Of(at) : null;
        await foreach (var page in pages.ReadAsync(cursor => workspaces.In(reading.Team).HistoryAsync(reading.Channel, reading.Oldest, latest, cursor, cancellationToken), cancellationToken))
        {
            var said = new List<JsonElement>(page);
            foreach (var thread in page.Where(reading.HasNewReplies))
                said.AddRange(await RepliesAsync(reading, thread.Text("ts"u8)!, cancellationToken));
            place = page.Count > 0 && SlackTimestamp.TryRead(page.Select(message => message.Text("ts"u8)).Min(StringComparer.Ordinal), out var oldest) ? oldest : place;
            yield return new ChatPage(await EventsAsync(reading, said, cancellationToken), place);
        }

        // Read again after a restart: there are few of them.
        foreach (var thread in missed.Threads.Where(thread => string.CompareOrdinal(thread, reading.Oldest) < 0))
            yield return new ChatPage(await EventsAsync(reading, await RepliesAsync(reading, thread, cancellationToken), cancellationToken), missed.Since);
        yield return new ChatPage(await PinsAsync(reading, cancellationToken), missed.Since);
    }

    private async Task<List<JsonElement>> RepliesAsync(Reading reading, string thread, CancellationToken cancellationToken)
    {
        var replies = new List<JsonElement>();
        try
        {
            await foreach (var page in pages.ReadAsync(cursor => workspaces.In(reading.Team).RepliesAsync(reading.Channel, thread, reading.Oldest, cursor, cancellationToken), cancellationToken))
                replies.AddRange(page);
        }
        catch (DeliveryException gone) when (gone.Code is "thread_not_found" or "message_not_found")
        {
            // The thread was deleted as a whole: nothing is left to read.
        }

        return replies;
    }

    private async Task<IReadOnlyList<MessageEvent>> EventsAsync(Reading reading, IEnumerable<JsonElement> said, CancellationToken cancellationToken)
    {
        var events = new List<MessageEvent>();
        foreach (var message in said.DistinctBy(message => message.Text("ts"u8)).OrderBy(message => message.Text("ts"u8), StringComparer.Ordinal))
            await AddAsync(events, reading, message, cancellationToken);
        return events;
    }

    private async Task AddAsync(List<MessageEvent> events, Reading reading, JsonElement message, CancellationToken cancellationToken)
    {
        var (self, team, channel) = (reading.Self, reading.Team, reading.Channel);
        if (message.Text("subtype"u8) == SlackMessages.Tombstone)
        {
            events.AddIfThere(SlackMessages.DeletedBefore(self, team, channel, message, reading.To));
            return;
        }

        if (self.IsAuthorOf(message) || await messages.PostedAsync(self, team, channel, message, cancellationToken) is not { } posted)
            return;

        events.Add(posted);
        events.AddIfThere(await messages.VersionAsync(self, team, channel, message, null, cancellationToken));
        events.AddRange(await marks.OnAsync(self, team, channel, message, reading.To, cancellationToken));
    }

    private async Task<IReadOnlyList<MessageEvent>> PinsAsync(Reading reading, CancellationToken cancellationToken)
    {
        var listed = await pages.WhenAllowedAsync(() => workspaces.In(reading.Team).PinsAsync(reading.Channel, cancellationToken), cancellationToken);
        var events = new List<MessageEvent>();
        foreach (var item in listed.Items("items"u8))
        {
            if (item.TryGetProperty("created", out var created) && created.TryGetInt64(out var seconds) && seconds >= reading.Since.ToUnixTimeSeconds())
                events.AddRange(await marks.OfListedPinAsync(reading.Self, reading.Team, reading.Channel, item, DateTimeOffset.FromUnixTimeSeconds(seconds), cancellationToken));
        }

        return events;
    }

    private sealed record Reading(MissedChat Missed, SlackSelf Self)
    {
        public string Team => Missed.Conversation.Workspace;

        public string Channel => Missed.Conversation.Channel;

        public DateTimeOffset Since => Missed.Since;

        public DateTimeOffset To => Missed.To;

        public string Oldest { get; } = SlackTimestamp.Of(Missed.Since);

        /// <summary>A thread's first message says when it was replied to last; where it does not, one has to look.</summary>
        public bool HasNewReplies(JsonElement message) =>
            message.Text("thread_ts"u8) is { } thread
            && thread == message.Text("ts"u8)
            && (message.Text("latest_reply"u8) is not { } latest || string.CompareOrdinal(latest, Oldest) >= 0);
    }
}
