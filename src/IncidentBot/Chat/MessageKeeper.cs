using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Brings marks and messages together, whichever comes first.</summary>
public sealed class MessageKeeper(IncidentWriter writer, MessageAppender appender, WaitingMarks waiting, MessageErrands errands)
{
    public async Task KeepAsync(IncidentId id, MessageEvent message, MessageKept kept, CancellationToken cancellationToken)
    {
        var draft = new EventDraft(new Moment(message.At), message.By, kept);
        var change = await writer.ChangeAsync(
            id,
            new EventStamp(message.Key, message.Source),
            message.Source,
            (record, known) => MessageRecorder.Kept(record, message.Source, kept, draft, known),
            errands.For(message.Source),
            cancellationToken);

        if (change.WasRecordedBefore || change.Decision.Events is [{ Detail: MessageKept { Words: null } }])
            await LookAgainAsync(id, message, cancellationToken);
    }

    public async Task DeleteAsync(IncidentId id, MessageEvent message, CancellationToken cancellationToken)
    {
        var draft = new EventDraft(new Moment(message.At), message.By, message.Detail);
        await writer.ChangeAsync(
            id, new EventStamp(message.Key, message.Source), null, (_, _) => Decision.Record(draft), errands.For(id, message), cancellationToken);
        await LookAgainAsync(id, message, cancellationToken);
    }

    /// <summary>
    /// The message may have been stored beside this change: a later batch sees the mark, an earlier one is looked at here.
    /// One of another replica is found by the errand that asks the platform for the message.
    /// </summary>
    private async Task LookAgainAsync(IncidentId id, MessageEvent message, CancellationToken cancellationToken)
    {
        await appender.SettleAsync();
        await TakeUpAsync(id, message.Source, message.At, cancellationToken);
    }

    /// <summary>Gives the marks that wait for a message its words, if the message is there.</summary>
    public async Task TakeUpAsync(IncidentId id, EventSource source, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var mark in await waiting.ForAsync(source, cancellationToken))
        {
            if (mark.Mark == WaitingMarks.Deletion)
            {
                await waiting.RedactAsync(source, cancellationToken);
                continue;
            }

            var draft = new EventDraft(new Moment(at), mark.By, new MessageKept(mark.Mark, null, null));
            await writer.ChangeAsync(
                id,
                new EventStamp(EventKeys.Mark(source, mark.Mark, "taken up"), source),
                source,
                (record, known) => known is null ? Decision.Nothing : MessageRecorder.Kept(record, source, new MessageKept(mark.Mark, null, null), draft, known),
                errands.For(source),
                cancellationToken);
        }
    }
}
