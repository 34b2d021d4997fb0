using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Documents;

/// <summary>The live document: assembled from the record, and from the chat only where nobody has kept anything.</summary>
public sealed class DocumentReader(IncidentStore incidents, TimelineEventStore events)
{
    public async Task<LiveDocument?> ReadAsync(IncidentId id, CancellationToken cancellationToken)
    {
        if (await incidents.FindAsync(id, cancellationToken) is not { } record)
            return null;

        var chat = new List<TimelineEvent>();
        if (PostmortemRenderer.NeedsChat(record))
        {
            await foreach (var happened in events.ReadAsync(id, cancellationToken: cancellationToken))
                chat.Add(happened);
        }

        return new LiveDocument(record, PostmortemRenderer.Assemble(record, chat));
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
        return record.Incident.IsDeclared ? new LiveDocument(record, PostmortemRenderer.Assemble(record, log)) : null;
    }

    /// <summary>The slots as they stand, for whoever writes into one; the chat, which nobody writes into, is not needed to know.</summary>
    public static ImmutableArray<DocumentSlot> Slots(IncidentRecord record) => Edits.SlotsOf(PostmortemRenderer.Assemble(record, []));

    /// <summary>The required parts that are empty; the timeline never is, so the chat is not needed to know.</summary>
    public static ImmutableArray<string> MissingParts(IncidentRecord record) =>
        [.. Completeness.Of(PostmortemRenderer.Assemble(record, [])).Missing.Select(part => part.Name)];
}

public sealed record LiveDocument(IncidentRecord Record, PostmortemDocument Document);
