using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Postmortems;

/// <summary>
/// Renders a document to HTML that is safe to show: no tag of the document gets through but the line break that
/// <see cref="MarkdownWriter"/> writes, and no link but to http, https, mailto and within the page. An image would tell
/// its host who reads the page, so it becomes a link.
/// </summary>
public static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    public static string ToHtml(string markdown) => Write(Parse(markdown));

    /// <summary>The document as it may be shown, for whoever writes it in another format: nothing harmful is left in it.</summary>
    internal static MarkdownDocument Parse(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var cell in document.Descendants<TableCell>())
            UnescapePipes(cell);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Mend(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            Mend(link);
        foreach (var box in document.Descendants<TaskList>())
            Name(box);
        return document;
    }

    internal static string Write(MarkdownDocument document) => document.ToHtml(Pipeline);

    // GitHub's rule, and how the writer writes: in a cell a pipe is escaped, also in code.
    private static void UnescapePipes(TableCell cell)
    {
        foreach (var code in cell.Descendants<CodeInline>())
            code.Content = code.Content.Replace("\\|", "|", StringComparison.Ordinal);
    }

    private static void Mend(LinkInline link)
    {
        link.IsImage = false;
        if (IsAllowed(link.Url))
            MarkExternal(link, link.Url);
        else
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
    }

    private static void Mend(AutolinkInline link)
    {
        if (link.IsEmail)
            return;
        if (IsAllowed(link.Url))
            MarkExternal(link, link.Url);
        else
            link.ReplaceBy(new LiteralInline($"<{link.Url}>"));
    }

    private static void MarkExternal(MarkdownObject link, string? url)
    {
        if (StartsWith(url, "http"))
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
    }

    // A screen reader says of a box what stands beside it; the renderer escapes the attribute.
    private static void Name(TaskList box) =>
        box.GetAttributes().AddProperty("aria-label", string.Concat(box.Parent!.Descendants<LeafInline>().Select(PlainText)).Trim());

    private static string PlainText(LeafInline part) => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    };

    // What is allowed is named, never what is not: a scheme can be spelled in more ways than one thinks of.
    private static bool IsAllowed(string? url) =>
        StartsWith(url, "https://") || StartsWith(url, "http://") || StartsWith(url, "mailto:") || StartsWith(url, "#");

    private static bool StartsWith(string? url, string start) =>
        url is not null && url.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseTaskLists()
            .UseAutoLinks()
            .DisableHtml();
        builder.InlineParsers.InsertBefore<AutolinkInlineParser>(new LineBreakTagParser());
        builder.InlineParsers.InsertBefore<LinkInlineParser>(new EvidenceParser());
        return builder.Build();
    }

    private sealed class LineBreakTagParser : InlineParser
    {
        public LineBreakTagParser() => OpeningCharacters = ['<'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (!slice.MatchLowercase(MarkdownInlines.LineBreak))
                return false;

            slice.Start += MarkdownInlines.LineBreak.Length;
            // Not a LineBreakInline: within a table that would begin the next row.
            processor.Inline = new HtmlInline("<br />");
            return true;
        }
    }

    /// <summary>The reference to an event that <see cref="EvidenceStyle.Anchors"/> writes; where a person typed one, a backslash stands before it.</summary>
    private sealed class EvidenceParser : InlineParser
    {
        private const int LongestId = 19;

        public EvidenceParser() => OpeningCharacters = ['['];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (slice.PeekChar(1) != '^' || slice.PeekChar(2) != 'e')
                return false;

            var digits = 0;
            while (digits <= LongestId && char.IsAsciiDigit(slice.PeekChar(3 + digits)))
                digits++;
            if (digits is 0 or > LongestId || slice.PeekChar(3 + digits) != ']')
                return false;

            var id = slice.Text.Substring(slice.Start + 3, digits);
            slice.Start += 4 + digits;
            processor.Inline = new HtmlInline($"<a class=\"evidence\" href=\"#e{id}\" aria-label=\"evidence: event {id}\"></a>");
            return true;
        }
    }
}
