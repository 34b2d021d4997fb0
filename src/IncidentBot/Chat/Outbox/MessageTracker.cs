using IncidentBot.Chat.Relay;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Errands about messages that people wrote: to find them, to take them in, to show them in other homes, to show on them that they were kept.</summary>
public sealed class MessageTracker(ChatPlatforms platforms, HistoryReader history, MissedChatReader missedChat, FileKeeper files, MessageTaker taker, RelayPosts relay)
{
    public Task RunAsync(OutboxRow row, Once once, CancellationToken cancellationToken) => row.Errand switch
    {
        RelayErrand relayed => relay.RunAsync(row.Incident!.Value, relayed, once, cancellationToken),
        ConfirmErrand confirm => EverywhereAsync(confirm.Source, (platform, message) => platform.ConfirmAsync(message.Conversation, message.MessageId, cancellationToken), cancellationToken),
        UnconfirmErrand confirmed => EverywhereAsync(confirmed.Source, (platform, message) => platform.UnconfirmAsync(message.Conversation, message.MessageId, cancellationToken), cancellationToken),
        FindMessageErrand find => history.FindAsync(row.Incident!.Value, find.Source, platforms.Of(find.Source.Conversation), cancellationToken),
        HistoryErrand past => history.ReadAsync(row.Incident!.Value, past, platforms.Of(past.Conversation), cancellationToken),
        MissedChatErrand missed => missedChat.ReadAsync(row, missed, platforms.Of(missed.Conversation), cancellationToken),
        FetchFileErrand fetch => files.FetchAsync(row.Incident!.Value, fetch, platforms.Of(fetch.Source.Conversation), cancellationToken),
        TakeMessageErrand take => taker.TakeAsync(row.Incident!.Value, take, cancellationToken),
        _ => throw new InvalidOperationException($"{row.Errand} is about no message."),
    };

    private async Task EverywhereAsync(EventSource source, Func<IChatPlatform, EventSource, Task> mark, CancellationToken cancellationToken)
    {
        await mark(platforms.Of(source.Conversation), source);
        await relay.OnCopiesAsync(source, mark, cancellationToken);
    }
}
