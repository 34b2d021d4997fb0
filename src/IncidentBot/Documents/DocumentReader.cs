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

        if (await FrozenAsync(record.Review, cancellationToken) is { } frozen)
            return LiveDocument.SignedOff(record, frozen);

        var chat = new List<TimelineEvent>();
        if (PostmortemRenderer.NeedsChat(record))
        {
            await foreach (var happened in events.ReadAsync(id, cancellationToken: cancellationToken))
                chat.Add(happened);
        }

        return new LiveDocument(record, PostmortemRenderer.Assemble(record, chat));
    }

    /// <summary>What a signature is put under. Where the timeline needs the chat, nobody signs, and it is not read.</summary>
    public static FinishedDocument Finished(IncidentRecord record)
    {
        var document = PostmortemRenderer.Assemble(record, []);
        return new FinishedDocument(
            PostmortemRenderer.Render(document, Form.Finished), PostmortemJson.Write(document), PostmortemRenderer.NeedsChat(record));
    }

    private async Task<DocumentFrozen?> FrozenAsync(Review review, CancellationToken cancellationToken) =>
        review.Frozen is { } frozen ? await events.FindAsync(frozen.EventId, cancellationToken) as DocumentFrozen : null;

    /// <summary>The headings under which somebody can write.</summary>
    public static ImmutableArray<string> Headings(IncidentRecord record) =>
        [.. PostmortemRenderer.Assemble(record, []).Sections.Select(section => section.Heading)];

    /// <summary>The required parts that are empty; the timeline never is, so the chat is not needed to know.</summary>
    public static ImmutableArray<string> MissingParts(IncidentRecord record) =>
        [.. Completeness.Of(PostmortemRenderer.Assemble(record, [])).Missing.Select(part => part.Name)];
}
