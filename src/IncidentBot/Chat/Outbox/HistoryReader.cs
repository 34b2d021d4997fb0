using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Takes in what was said while nobody listened. What is there already stays one event.</summary>
public sealed class HistoryReader(MessageIntake intake, MessageKeeper keeper, WaitingMarks waiting, TimeProvider time)
{
    /// <summary>The conversation need not be the incident's home: a late start takes in what was said where it was declared.</summary>
    public async Task ReadAsync(IncidentId incident, HistoryErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        await foreach (var message in platform.ReadHistoryAsync(errand.Conversation, errand.Since, cancellationToken))
            await intake.RecordAsync(incident, Late(message), cancellationToken);
    }

    /// <summary>Brings a mark and its message together: the message has come by itself meanwhile, or the platform is asked for it.</summary>
    public async Task FindAsync(IncidentId incident, EventSource source, IChatPlatform platform, CancellationToken cancellationToken)
    {
        await keeper.TakeUpAsync(incident, source, time.GetUtcNow(), cancellationToken);
        if ((await waiting.ForAsync(source, cancellationToken)).Count > 0
            && await platform.FindMessageAsync(source, cancellationToken) is { } message)
            await intake.RecordAsync(incident, Late(message), cancellationToken);
    }

    private static MessageEvent Late(MessageEvent message) =>
        message.Detail is MessagePosted posted ? message with { Detail = posted with { FromHistory = true } } : message;
}
