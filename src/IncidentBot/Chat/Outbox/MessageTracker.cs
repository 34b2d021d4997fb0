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
        ConfirmErrand confirm => ConfirmAsync(confirm.Source, cancellationToken),
        UnconfirmErrand confirmed => platforms.Of(confirmed.Source.Conversation).UnconfirmAsync(confirmed.Source.Conversation, confirmed.Source.MessageId, cancellationToken),
        FindMessageErrand find => history.FindAsync(row.Incident!.Value, find.Source, platforms.Of(find.Source.Conversation), cancellationToken),
        HistoryErrand past => history.ReadAsync(row.Incident!.Value, past, platforms.Of(past.Conversation), cancellationToken),
        MissedChatErrand missed => missedChat.ReadAsync(row, missed, platforms.Of(missed.Conversation), cancellationToken),
        FetchFileErrand fetch => files.FetchAsync(row.Incident!.Value, fetch, platforms.Of(fetch.Source.Conversation), cancellationToken),
        TakeMessageErrand take => taker.TakeAsync(row.Incident!.Value, take, cancellationToken),
        _ => throw new InvalidOperationException($"{row.Errand} is about no message."),
    };

    private async Task ConfirmAsync(EventSource source, CancellationToken cancellationToken)
    {
        await platforms.Of(source.Conversation).ConfirmAsync(source.Conversation, source.MessageId, cancellationToken);
        await relay.ConfirmAsync(source, cancellationToken);
    }
}
