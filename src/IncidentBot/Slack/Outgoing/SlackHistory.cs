using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Reads what was said before the bot listened. Apps that are distributed get fifteen messages a minute, so this can take its time.</summary>
public sealed class SlackHistory(SlackWorkspaces workspaces, SlackPages pages, SlackMessages messages, SlackIdentity identity)
{
    public async Task<MessageEvent?> FindAsync(EventSource source, CancellationToken cancellationToken)
    {
        var channel = source.Conversation.Channel;
        var api = workspaces.In(source.Conversation.Workspace);
        var found = Only(await api.MessageAsync(channel, source.MessageId, cancellationToken));
        if (found.ValueKind == JsonValueKind.Undefined)
            found = Only(await RepliesAroundAsync());
        return found.ValueKind == JsonValueKind.Undefined
            ? null
            : await messages.PostedAsync(await SelfAsync(source.Conversation, cancellationToken), source.Conversation.Workspace, channel, found, cancellationToken);

        JsonElement Only(IEnumerable<JsonElement> page) => page.FirstOrDefault(message => message.Text("ts"u8) == source.MessageId);

        // History shows no replies; the id of one finds its thread.
        async Task<IEnumerable<JsonElement>> RepliesAroundAsync()
        {
            try
            {
                return (await api.RepliesAsync(channel, source.ThreadId ?? source.MessageId, source.MessageId, null, cancellationToken)).Items("messages"u8);
            }
            catch (SlackApiException unknown) when (unknown.Code is "thread_not_found" or "message_not_found")
            {
                return [];
            }
        }
    }

    public async IAsyncEnumerable<MessageEvent> ReadAsync(Conversation conversation, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var self = await SelfAsync(conversation, cancellationToken);
        var said = new SortedDictionary<string, MessageEvent>(StringComparer.Ordinal);
        await foreach (var message in AllSinceAsync(conversation, SlackTimestamp.Of(since), cancellationToken))
        {
            if (self.IsAuthorOf(message))
                continue;
            if (await messages.PostedAsync(self, conversation.Workspace, conversation.Channel, message, cancellationToken) is { } posted)
                said[posted.Source.MessageId] = posted;
        }

        foreach (var message in said.Values)
            yield return message;
    }

    private async IAsyncEnumerable<JsonElement> AllSinceAsync(Conversation conversation, string oldest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (api, channel) = (workspaces.In(conversation.Workspace), conversation.Channel);
        await foreach (var page in pages.ReadAsync(cursor => api.HistoryAsync(channel, oldest, null, cursor, cancellationToken), cancellationToken))
        {
            foreach (var message in page)
            {
                yield return message;
                if (message.Text("thread_ts"u8) is not { } thread || thread != message.Text("ts"u8))
                    continue;

                await foreach (var replies in pages.ReadAsync(cursor => api.RepliesAsync(channel, thread, oldest, cursor, cancellationToken), cancellationToken))
                {
                    foreach (var reply in replies)
                        yield return reply;
                }
            }
        }
    }

    private async Task<SlackSelf> SelfAsync(Conversation conversation, CancellationToken cancellationToken) =>
        await identity.FindAsync(conversation.Workspace, cancellationToken) ?? new SlackSelf(conversation.Workspace, null, "", null, null);
}
