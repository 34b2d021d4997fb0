using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Errands about messages that people wrote: to find them, to take them in, to show on them that they were kept.</summary>
public sealed class MessageTracker(ChatPlatforms platforms, HistoryReader history, MissedChatReader missedChat, FileKeeper files, MessageTaker taker)
{
    public Task RunAsync(OutboxRow row, CancellationToken cancellationToken) => row.Errand switch
    {
        ConfirmErrand confirm => platforms.Of(confirm.Source.Conversation).ConfirmAsync(confirm.Source.Conversation, confirm.Source.MessageId, cancellationToken),
        UnconfirmErrand confirmed => platforms.Of(confirmed.Source.Conversation).UnconfirmAsync(confirmed.Source.Conversation, confirmed.Source.MessageId, cancellationToken),
        FindMessageErrand find => history.FindAsync(row.Incident!.Value, find.Source, platforms.Of(find.Source.Conversation), cancellationToken),
        HistoryErrand past => history.ReadAsync(row.Incident!.Value, past, platforms.Of(past.Conversation), cancellationToken),
        MissedChatErrand missed => missedChat.ReadAsync(row, missed, platforms.Of(missed.Conversation), cancellationToken),
        FetchFileErrand fetch => files.FetchAsync(row.Incident!.Value, fetch, platforms.Of(fetch.Source.Conversation), cancellationToken),
        TakeMessageErrand take => taker.TakeAsync(row.Incident!.Value, take, cancellationToken),
        _ => throw new InvalidOperationException($"{row.Errand} is about no message."),
    };
}
