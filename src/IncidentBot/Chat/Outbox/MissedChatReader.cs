using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>
/// Fills a gap from the platform's history: what nobody has seen is recorded, and of what is known the edits, deletions
/// and marks that the log lacks. Read again, it changes nothing.
/// </summary>
public sealed class MissedChatReader(MessageIntake intake, KnownMessages known, IncidentWriter writer, OutboxStore outbox, TimeProvider time)
{
    private const int MostThreads = 20;

    /// <summary>A restart is no gap that anybody needs to read of, unless something was said in it.</summary>
    private static readonly TimeSpan WorthMention = TimeSpan.FromMinutes(1);

    public async Task ReadAsync(OutboxRow row, MissedChatErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        var incident = row.Incident!.Value;
        var threads = await known.ThreadsAsync(incident, errand.Conversation, MostThreads, cancellationToken);
        var missed = new MissedChat(errand.Conversation, errand.Since, errand.To, errand.ReadDownTo, threads);
        try
        {
            await foreach (var page in platform.ReadMissedAsync(missed, cancellationToken))
            {
                var fetched = errand.Fetched;
                foreach (var happened in page.Events)
                    fetched += await TakeInAsync(incident, happened, cancellationToken) ? 1 : 0;
                errand = errand with { ReadDownTo = page.ReadDownTo, Fetched = fetched };
                await outbox.KeepPlaceAsync(row, errand, cancellationToken);
            }
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await ReportAsync(incident, errand, refused.Code, cancellationToken);
            throw;
        }

        await ReportAsync(incident, errand, null, cancellationToken);
    }

    /// <returns>Whether it is a message that nobody had seen.</returns>
    private async Task<bool> TakeInAsync(IncidentId incident, MessageEvent happened, CancellationToken cancellationToken)
    {
        var message = await known.FindAsync(happened.Source, cancellationToken);
        switch (happened.Detail, message)
        {
            case (MessagePosted posted, null):
                await intake.RecordAsync(incident, happened with { Detail = posted with { FromHistory = true } }, cancellationToken);
                return true;
            case (MessageEdited edited, { Text: { } text }) when edited.Text != text && string.CompareOrdinal(edited.Version, message.Version) > 0:
            case (MessageKept, { Text: not null }):
                await intake.RecordAsync(incident, happened, cancellationToken);
                return false;
            case (MessageDeleted, { Text: not null }):
                // History does not say who it was.
                await intake.RecordAsync(incident, happened with { By = message.Author }, cancellationToken);
                return false;
            default:
                return false;
        }
    }

    private async Task ReportAsync(IncidentId incident, MissedChatErrand errand, string? whyNot, CancellationToken cancellationToken)
    {
        if (whyNot is null && errand.Fetched == 0 && errand.To - errand.From < WorthMention)
            return;

        var gap = new EventDraft(new Moment(time.GetUtcNow()), Person.Bot, new CaptureGap(errand.From, errand.To, errand.Fetched) { WhyNotFilled = whyNot });
        await writer.ChangeAsync(
            incident, new EventStamp($"gap {errand.Conversation} {errand.From:O}", null), null, (_, _) => Decision.Record(gap), NoErrands.Planned, cancellationToken);
    }
}
