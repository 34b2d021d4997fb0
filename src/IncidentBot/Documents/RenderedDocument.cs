using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Documents;

/// <param name="Id">Made of its heading, unique in the document: <c>root-cause</c>.</param>
/// <param name="Html">Safe to show; begins with the heading.</param>
public sealed record RenderedSection(string Id, string Markdown, string Html);

/// <summary>The draft as open pages show it, section by section.</summary>
public sealed record RenderedDocument(IncidentId Incident, ImmutableArray<RenderedSection> Sections, Completeness Completeness)
{
    private const string TitleId = "title";

    /// <summary>The hash of the signed text, where that is what is shown: one section, as it was signed.</summary>
    public string? SignedSha256 { get; private init; }

    private const string SignedId = "signed-off";

    /// <param name="earlier">Its unchanged sections are taken over as they are.</param>
    public static RenderedDocument Of(LiveDocument live, RenderedDocument? earlier) => live.Frozen is { } frozen
        ? new RenderedDocument(
            live.Record.Incident.Id,
            [new RenderedSection(SignedId, frozen.Markdown, MarkdownHtml.ToHtml(frozen.Markdown))],
            Completeness.Of(live.Document))
        {
            SignedSha256 = frozen.Sha256,
        }
        : Of(live.Record.Incident.Id, live.Document, earlier);

    /// <param name="earlier">Its unchanged sections are taken over as they are.</param>
    public static RenderedDocument Of(IncidentId incident, PostmortemDocument document, RenderedDocument? earlier)
    {
        var title = Markdown(document, []);
        var known = (earlier?.Sections ?? []).ToDictionary(section => section.Id);
        var rendered = ImmutableArray.CreateBuilder<RenderedSection>();
        Add(TitleId, title);
        foreach (var section in document.Sections)
            Add(Slug.Of(section.Heading), Markdown(document, [section])[title.Length..]);
        return new RenderedDocument(incident, rendered.ToImmutable(), Completeness.Of(document));

        void Add(string heading, string markdown)
        {
            var id = Unique(heading, rendered);
            var same = known.GetValueOrDefault(id);
            rendered.Add(same?.Markdown == markdown ? same : new RenderedSection(id, markdown, MarkdownHtml.ToHtml(markdown)));
        }
    }

    /// <returns>Nothing where a page that shows the earlier one shows this one as well.</returns>
    public DocumentChange? Since(RenderedDocument? earlier)
    {
        ImmutableArray<RenderedSection> changed = earlier is null ? Sections : [.. Sections.Except(earlier.Sections)];
        var order = Sections.Select(section => section.Id);
        var isSame = changed.IsEmpty
            && earlier is not null
            && order.SequenceEqual(earlier.Sections.Select(section => section.Id))
            && Shown(Completeness) == Shown(earlier.Completeness);
        return isSame ? null : new DocumentChange(Incident, [.. order], changed, Completeness) { SignedSha256 = SignedSha256 };
    }

    private static string Markdown(PostmortemDocument document, ImmutableArray<Section> sections) =>
        PostmortemRenderer.Render(document with { Sections = sections }, Form.Draft);

    private static string Unique(string heading, IEnumerable<RenderedSection> taken)
    {
        var stem = heading.Length == 0 ? "section" : heading;
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? stem : $"{stem}-{number}")
            .First(id => !taken.Any(section => section.Id == id));
    }

    private static string Shown(Completeness completeness) =>
        $"{completeness.Filled}/{completeness.Required} {string.Join('|', completeness.Missing.Select(missing => missing.Name))}";
}

/// <summary>What an open page has to change.</summary>
/// <param name="Order">The ids of all sections, in the order of the document; one that is not among them is gone.</param>
public sealed record DocumentChange(
    IncidentId Incident, ImmutableArray<string> Order, ImmutableArray<RenderedSection> Changed, Completeness Completeness)
{
    /// <summary>The hash of the signed text; nothing while the document is a draft or in review.</summary>
    public string? SignedSha256 { get; init; }
}
