using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Documents;

/// <param name="Id">Made of its heading, unique in the document: <c>root-cause</c>.</param>
/// <param name="HeadingHtml">Empty where it has none.</param>
public sealed record RenderedSection(string Id, string Heading, string HeadingHtml, ImmutableArray<RenderedBlock> Blocks)
{
    /// <summary>Safe to show; begins with the heading.</summary>
    public string Html => HeadingHtml + string.Concat(Blocks.Select(block => block.Html));

    /// <summary>The signed text, as it was signed: in it nothing is written any more.</summary>
    public static RenderedSection AsSigned(DocumentFrozen frozen) =>
        new("signed-off", "", "", [new RenderedBlock([], frozen.Sha256, MarkdownHtml.ToHtml(frozen.Markdown))]);
}

/// <summary>Adjacent slots that are one block of Markdown.</summary>
/// <param name="Key">The same for what looks the same, on a page that also shows who wrote it and what is news.</param>
/// <param name="Html">Safe to show.</param>
public sealed record RenderedBlock(ImmutableArray<Slot> Slots, string Key, string Html);

/// <summary>Renders what is not rendered yet.</summary>
internal sealed partial class SectionRenderer(IncidentId incident, string title)
{
    private static readonly RenderOptions WithEvidence = new(Form.Draft, EvidenceStyle.Anchors);

    private readonly string _title = PostmortemRenderer.Render(new PostmortemDocument(title, []), Form.Draft);

    public RenderedSection Title(string id, RenderedSection? earlier) =>
        earlier?.Heading == _title ? earlier : new RenderedSection(id, _title, MarkdownHtml.ToHtml(_title), []);

    /// <param name="earlier">The section as it was; itself, where nothing has changed.</param>
    public RenderedSection Section(string id, Section section, RenderedSection? earlier)
    {
        var known = (earlier?.Blocks ?? []).DistinctBy(block => block.Key).ToDictionary(block => block.Key);
        ImmutableArray<RenderedBlock> blocks = [.. SectionBlocks.Of(section).Select(slots => Block(slots, known))];
        if (earlier is not null && earlier.Heading == section.Heading && AreSame(blocks, earlier.Blocks))
            return earlier;

        var heading = earlier?.Heading == section.Heading ? earlier.HeadingHtml : MarkdownHtml.ToHtml(Markdown(section with { Slots = [] }));
        return new RenderedSection(id, section.Heading, heading, blocks);
    }

    private static bool AreSame(ImmutableArray<RenderedBlock> some, ImmutableArray<RenderedBlock> others) =>
        some.Length == others.Length && some.Zip(others).All(pair => ReferenceEquals(pair.First, pair.Second));

    private RenderedBlock Block(ImmutableArray<Slot> slots, Dictionary<string, RenderedBlock> known)
    {
        ImmutableArray<Slot> shown = [.. slots.Select(slot => slot with { Content = LongTable.Cut(slot.Content) })];
        var markdown = Markdown(new Section("", 1, shown));
        var key = $"{markdown}\n{string.Join('\n', shown.Select(Marks))}";
        return known.GetValueOrDefault(key) ?? new RenderedBlock(slots, key, Html(markdown));
    }

    private string Markdown(Section section) =>
        PostmortemRenderer.Render(new PostmortemDocument(title, [section]), WithEvidence)[_title.Length..];

    /// <summary>The events that a line rests on are on the page of the log.</summary>
    private string Html(string markdown) =>
        EvidenceLink().Replace(MarkdownHtml.ToHtml(markdown), $"<a class=\"evidence\" href=\"/incidents/{incident}/log?event=$1#e$1\"");

    [GeneratedRegex("<a class=\"evidence\" href=\"#e([0-9]+)\"")]
    private static partial Regex EvidenceLink();

    private static string Marks(Slot slot) =>
        $"{slot.Id} {slot.Hand?.Version} {(slot.Suggestion is { } suggestion ? Edits.DigestOf(suggestion) : "")}";
}

/// <summary>A table that nobody reads to its end: its beginning and its end are shown, the rest has a page of its own.</summary>
public static class LongTable
{
    private const int Most = 200;
    private const int AtEitherEnd = 90;

    public static bool IsCut(Content content) => content is Rows { Items.Length: > Most };

    public static Content Cut(Content content)
    {
        if (content is not Rows { Items.Length: > Most } table)
            return content;

        var words = $"… {table.Items.Length - (2 * AtEitherEnd)} rows are left out here …";
        var gap = new Row([.. table.Headers.Select((_, column) => column == Math.Min(1, table.Headers.Length - 1) ? words : "")], []);
        return table with { Items = [.. table.Items[..AtEitherEnd], gap, .. table.Items[^AtEitherEnd..]] };
    }
}
