using System.Collections.Immutable;
using IncidentBot.Incidents;
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

        var chat = new List<TimelineEvent>();
        if (PostmortemRenderer.NeedsChat(record))
        {
            await foreach (var happened in events.ReadAsync(id, cancellationToken: cancellationToken))
                chat.Add(happened);
        }

        return new LiveDocument(record, Assemble(record, chat));
    }

    /// <summary>The slots as they stand, for whoever writes into one; the chat, which nobody writes into, is not needed to know.</summary>
    public ImmutableArray<DocumentSlot> Slots(IncidentRecord record) => Edits.SlotsOf(Assemble(record, []));

    /// <summary>The required parts that are empty; the timeline never is, so the chat is not needed to know.</summary>
    public ImmutableArray<string> MissingParts(IncidentRecord record) =>
        [.. Completeness.Of(Assemble(record, [])).Missing.Select(part => part.Name)];

    private PostmortemDocument Assemble(IncidentRecord record, IReadOnlyList<TimelineEvent> chat) =>
        PostmortemRenderer.Assemble(documents.Template, record, chat);
}

public sealed record LiveDocument(IncidentRecord Record, PostmortemDocument Document);
