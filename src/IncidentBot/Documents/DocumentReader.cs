using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Documents;

/// <summary>The live document: assembled from the record, and from the chat only where nobody has kept anything.</summary>
public sealed class DocumentReader(IncidentStore incidents, TimelineEventStore events, DocumentTemplate documents)
{
    public async Task<LiveDocument?> ReadAsync(IncidentId id, CancellationToken cancellationToken)
    {
        if (await incidents.FindAsync(id, cancellationToken) is not { } record)
            return null;

        if (await FrozenAsync(record.Review, cancellationToken) is { } frozen)
            return LiveDocument.SignedOff(record, frozen);

        var chat = new List<TimelineEvent>();
        if (PostmortemRenderer.NeedsChat(record))
        {
            await foreach (var happened in events.ReadAsync(id, cancellationToken: cancellationToken))
                chat.Add(happened);
        }

        return new LiveDocument(record, Assemble(record, chat));
    }

    /// <summary>The same as it was recorded at a moment: what was written down later is not in it, whenever it happened.</summary>
    /// <returns>Nothing where the incident was not declared yet.</returns>
    public async Task<LiveDocument?> ReadAsync(IncidentId id, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var log = new List<TimelineEvent>();
        await foreach (var happened in events.ReadAsync(id, cancellationToken: cancellationToken))
        {
            if (happened.RecordedAt <= asOf)
                log.Add(happened);
        }

        var record = IncidentRecord.From(id, log);
        return record.Incident.IsDeclared ? LiveDocument.From(documents.Template, record, log) : null;
    }

    /// <summary>The slots as they stand, for whoever writes into one; the chat, which nobody writes into, is not needed to know.</summary>
    public ImmutableArray<DocumentSlot> Slots(IncidentRecord record) => Edits.SlotsOf(Assemble(record, []));

    /// <summary>What a signature is put under. Where the timeline needs the chat, nobody signs, and it is not read.</summary>
    public FinishedDocument Finished(IncidentRecord record)
    {
        var document = Assemble(record, []);
        return new FinishedDocument(
            PostmortemRenderer.Render(document, Form.Finished), PostmortemJson.Write(document), PostmortemRenderer.NeedsChat(record));
    }

    private async Task<DocumentFrozen?> FrozenAsync(Review review, CancellationToken cancellationToken) =>
        review.Frozen is { } frozen ? await events.FindAsync(frozen.EventId, cancellationToken) as DocumentFrozen : null;

    /// <summary>The required parts that are empty; the timeline never is, so the chat is not needed to know.</summary>
    public ImmutableArray<string> MissingParts(IncidentRecord record) =>
        [.. CompletenessOf(record).Missing.Select(part => part.Name)];

    /// <summary>The same parts, each with the command that fills it.</summary>
    public ImmutableArray<Gap> Gaps(IncidentRecord record) =>
        [.. CompletenessOf(record).Missing.Select(part => new Gap(part.Name, part.Command))];

    /// <summary>How much of the document is there; plain chat changes nothing of it.</summary>
    public Completeness CompletenessOf(IncidentRecord record) => Completeness.Of(Assemble(record, []));

    private PostmortemDocument Assemble(IncidentRecord record, IReadOnlyList<TimelineEvent> chat) =>
        PostmortemRenderer.Assemble(documents.Template, record, chat);
}
