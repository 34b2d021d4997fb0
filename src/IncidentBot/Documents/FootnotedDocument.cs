using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Documents;

/// <summary>The document as Markdown in which each line has a footnote: who said it, when, and where in the chat.</summary>
public sealed class FootnotedDocument(TimelineEventStore events)
{
    private const EvidenceStyle Style = EvidenceStyle.Footnotes;

    /// <summary>A signed text stays as it was signed.</summary>
    public async Task<string> WriteAsync(LiveDocument live, Form form, CancellationToken cancellationToken)
    {
        if (live.Frozen is { } frozen)
            return frozen.Markdown;

        // The first time only to learn which events are named.
        var named = new HashSet<long>();
        PostmortemRenderer.Render(live.Document, new RenderOptions(form, Style), id =>
        {
            named.Add(id);
            return null;
        });
        var sources = await events.SourcesAsync(named, cancellationToken);
        return PostmortemRenderer.Render(live.Document, new RenderOptions(form, Style), id =>
            sources.TryGetValue(id, out var source) ? new EvidenceSource(source.At, source.Person, source.Permalink) : null);
    }
}
