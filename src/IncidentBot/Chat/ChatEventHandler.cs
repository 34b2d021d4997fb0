using IncidentBot.Chat.Outbox;
using IncidentBot.Chat.Relay;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>
/// The path of everything that comes in from any chat. When it returns, what happened is stored; when it throws, nothing
/// is, and the platform may deliver again.
/// </summary>
public sealed class ChatEventHandler(
    ChatPlatforms platforms, ConversationDirectory conversations, MessageIntake messages, RelayedMessages relayed, ConversationKeeper conversationKeeper, CommandRunner commands)
{
    /// <returns>The answer to a command; nothing for messages.</returns>
    /// <exception cref="StorageAwayException">Nothing was stored.</exception>
    /// <exception cref="OutcomeUnknownException">It may be stored. Delivered again, it is stored once.</exception>
    public async Task<Reply?> HandleAsync(ChatEvent happened, CancellationToken cancellationToken)
    {
        happened = platforms.Understood(happened);
        try
        {
            var place = happened.Source.Conversation;
            var incident = await conversations.FindAsync(place, cancellationToken);
            if (happened is CommandEvent command)
                return await commands.RunAsync(command, incident, cancellationToken) is { } reply ? platforms.Addressed(place, reply) : null;
            if (incident is { } id)
                await TakeAsync(id, happened, cancellationToken);

            return null;
        }
        catch (Exception away) when (away is not (StorageAwayException or OutcomeUnknownException) && StorageAwayException.Explains(away))
        {
            throw new StorageAwayException(away);
        }
    }

    private async Task TakeAsync(IncidentId id, ChatEvent happened, CancellationToken cancellationToken)
    {
        if (happened is MessageEvent message)
            await messages.RecordAsync(id, await relayed.AtOriginalAsync(id, message, cancellationToken), cancellationToken);
        else if (happened is ConversationEvent about)
            await conversationKeeper.RecordAsync(id, about, cancellationToken);
    }
}
