using IncidentBot.Chat.Questions;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Takes messages into an incident's log: plain chat is only appended, what may change the timeline is decided on.</summary>
public sealed class MessageIntake(MessageAppender appender, IncidentWriter writer, MessageKeeper keeper, FileKeeper files, ReplyIntake replies, MessageErrands errands)
{
    /// <summary>Records a message in an incident, wherever it was said.</summary>
    public async Task RecordAsync(IncidentId id, MessageEvent message, CancellationToken cancellationToken)
    {
        switch (message.Detail)
        {
            case MessagePosted posted when MessageRecorder.IsWrittenForTheTimeline(posted, ClockOf(message)):
                await ChangeAsync(id, message, (_, _) => MessageRecorder.Posted(posted, DraftOf(message), ClockOf(message)), cancellationToken);
                break;
            case MessagePosted:
                var isAwaited = await appender.AppendAsync(
                    new NewEvent(id, message.Key, new Moment(message.At), message.By, message.Source, message.Detail), errands.Of(id, message), cancellationToken);
                if (isAwaited)
                    await keeper.TakeUpAsync(id, message.Source, message.At, cancellationToken);
                break;
            case MessageEdited edited:
                await ChangeAsync(id, message, (record, known) => MessageRecorder.Edited(record, message.Source, edited, DraftOf(message), known), cancellationToken);
                break;
            case MessageDeleted:
                await keeper.DeleteAsync(id, message, cancellationToken);
                break;
            case MessageKept kept:
                await keeper.KeepAsync(id, message, kept, cancellationToken);
                break;
            default:
                await ChangeAsync(id, message, (_, _) => Decision.Record(DraftOf(message)), cancellationToken);
                break;
        }

        await files.PlanAsync(id, message, cancellationToken);
        await replies.TakeAsync(message, cancellationToken);
    }

    private Task<Change> ChangeAsync(IncidentId id, MessageEvent message, Func<IncidentRecord, KnownMessage?, Decision> decide, CancellationToken cancellationToken) =>
        writer.ChangeAsync(id, new EventStamp(message.Key, message.Source), message.Source, decide, errands.For(id, message), cancellationToken);

    private static SenderClock ClockOf(MessageEvent message) => new(message.At, message.Zone);

    private static EventDraft DraftOf(MessageEvent message) => new(new Moment(message.At), message.By, message.Detail);
}
