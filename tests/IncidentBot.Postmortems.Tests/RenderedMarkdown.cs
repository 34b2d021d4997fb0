using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

/// <summary>A document as a renderer with everything switched on sees it, and the text that its reader sees.</summary>
internal static partial class RenderedMarkdown
{
    private static readonly MarkdownPipeline Everything = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras()
        .Build();

    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Everything);

    /// <summary>Visible text of some blocks, white space collapsed; a link is as one types it.</summary>
    public static string VisibleText(IEnumerable<Block> blocks)
    {
        var output = new StringBuilder();
        foreach (var block in blocks)
            Append(output.Append('\n'), block);
        return Normalized(output.ToString());
    }

    /// <summary>What may differ between what was typed and what is shown: white space, and directions that are closed.</summary>
    public static string Normalized(string text)
    {
        text = DirectionClosers().Replace(text, "");
        return WhiteSpace().Replace(text, " ").Trim();
    }

    public static void AssertNothingHappensIn(ContainerBlock block, int allowedEmphasis = 0)
    {
        Assert.Empty(block.Descendants<HtmlBlock>());
        Assert.All(block.Descendants<HtmlInline>(), html => Assert.Equal("<br>", html.Tag));
        Assert.All(block.Descendants<LinkInline>(), link => Assert.False(link.IsImage));
        Assert.All(block.Descendants<LinkInline>(), link => Assert.Matches("^(?i:https?://|mailto:)", link.Url));
        Assert.All(block.Descendants<AutolinkInline>(), link => Assert.Matches("^(?i:https?://)", link.Url));
        Assert.Equal(allowedEmphasis, block.Descendants<EmphasisInline>().Count());
        Assert.Empty(block.Descendants<TaskList>());
    }

    private static void Append(StringBuilder output, Block block)
    {
        switch (block)
        {
            case CodeBlock code:
                output.Append('`').Append((code as FencedCodeBlock)?.Info).Append('\n').Append(code.Lines.ToString()).Append('`');
                break;
            case LeafBlock leaf:
                foreach (var inline in leaf.Inline ?? Enumerable.Empty<Inline>())
                    Append(output, inline);
                break;
            case ContainerBlock container:
                foreach (var child in container)
                    Append(output.Append('\n'), child);
                break;
        }
    }

    private static void Append(StringBuilder output, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                output.Append(literal.Content.ToString());
                break;
            case HtmlEntityInline entity:
                output.Append(entity.Transcoded.ToString());
                break;
            case LineBreakInline or HtmlInline { Tag: "<br>" }:
                output.Append('\n');
                break;
            case HtmlInline html:
                output.Append(html.Tag);
                break;
            case CodeInline code:
                output.Append('`').Append(InGfm(code, code.Content)).Append('`');
                break;
            case AutolinkInline link:
                output.Append(InGfm(link, link.Url));
                break;
            case LinkInline { IsAutoLink: true } link:
                output.Append(link.Url);
                break;
            case LinkInline link:
                output.Append('[');
                foreach (var child in link)
                    Append(output, child);
                output.Append("](").Append(link.Url).Append(')');
                break;
            case DelimiterInline delimiter:
                output.Append(delimiter.ToLiteral());
                foreach (var child in delimiter)
                    Append(output, child);
                break;
            case ContainerInline container:
                foreach (var child in container)
                    Append(output, child);
                break;
            default:
                throw new InvalidOperationException(inline.GetType().Name);
        }
    }

    // GFM: a pipe inside a cell is escaped, also in code and addresses. Markdig keeps the backslash.
    private static string InGfm(Inline inline, string text)
    {
        var container = inline.Parent;
        while (container?.Parent is not null)
            container = container.Parent;
        return container?.ParentBlock?.Parent is TableCell ? text.Replace("\\|", "|", StringComparison.Ordinal) : text;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("[\u202C\u2069]")]
    private static partial Regex DirectionClosers();
}
