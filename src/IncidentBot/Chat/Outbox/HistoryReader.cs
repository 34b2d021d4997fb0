using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Takes in what was said while nobody listened. What is there already stays one event.</summary>
public sealed class HistoryReader(ChatEventHandler handler, WaitingMarks waiting)
{
    public async Task ReadAsync(HistoryErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        await foreach (var message in platform.ReadHistoryAsync(errand.Conversation, errand.Since, cancellationToken))
            await handler.HandleAsync(message, cancellationToken);
    }

    /// <summary>Asks for a message that a mark waits for, unless it has come by itself.</summary>
    public async Task FindAsync(EventSource source, IChatPlatform platform, CancellationToken cancellationToken)
    {
        if ((await waiting.ForAsync(source, cancellationToken)).Count > 0
            && await platform.FindMessageAsync(source, cancellationToken) is { } message)
            await handler.HandleAsync(message, cancellationToken);
    }
}
