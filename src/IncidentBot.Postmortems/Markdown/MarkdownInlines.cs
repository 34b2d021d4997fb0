using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems;

internal enum InlinePlace
{
    /// <summary>A paragraph, or a list item.</summary>
    Block,
    /// <summary>Between two delimiters that this program writes: the text of a label or of a remark.</summary>
    Wrapped,
    Heading,
    Cell,
    LinkLabel,
}

internal enum LineStart
{
    /// <summary>Where a list, heading or quote could begin.</summary>
    Block,
    /// <summary>Behind other text and a space.</summary>
    Text,
    /// <summary>Behind a line break written as a tag.</summary>
    AfterTag,
}

/// <summary>Writes a line of chat text: literal text escaped, code between backticks, links.</summary>
internal static partial class MarkdownInlines
{
    public const string LineBreak = "<br>";

    public static string Write(ChatLine line, InlinePlace place, LineStart start)
    {
        var output = new StringBuilder(line.Text.Length + 16);
        var blockMarker = start == LineStart.Block ? MarkdownEscaping.BlockMarkerIn(line.Text) : -1;
        var literalPlace = place == InlinePlace.Block && MarkdownEscaping.MayRuleTable(line.Text) ? InlinePlace.Cell : place;
        foreach (var piece in line.Pieces)
        {
            if (piece.Kind == ChatPieceKind.Literal)
                MarkdownEscaping.AppendLiteral(output, line.Text, piece.Start, piece.End, literalPlace, blockMarker);
            else if (piece.Kind == ChatPieceKind.BareUrl && IsLinkedAsItIs(line.Text, piece, place, start))
                output.Append(piece.Url);
            else
                AppendMarked(output, piece, place);
        }
        return output.ToString();
    }

    /// <summary>All of a text in one line of Markdown: for cells, fields, headings.</summary>
    public static string WriteInOneLine(ChatText text, InlinePlace place, string separator = LineBreak)
    {
        var output = new StringBuilder();
        foreach (var block in text.Blocks)
        {
            if (block is ChatParagraph paragraph)
                foreach (var line in paragraph.Lines)
                    Append(Write(line, place, output.Length == 0 ? LineStart.Text : LineStart.AfterTag));
            else if (block is ChatCode code)
                foreach (var line in code.Lines.Where(line => line.Length > 0))
                    Append(CodeSpan(line, place));
        }
        return output.ToString();

        void Append(string line) => output.Append(output.Length == 0 ? "" : separator).Append(line);
    }

    private static void AppendMarked(StringBuilder output, ChatPiece piece, InlinePlace place)
    {
        switch (piece.Kind)
        {
            case ChatPieceKind.Code:
                output.Append(CodeSpan(piece.Text, place));
                break;
            case ChatPieceKind.Link:
                AppendLink(output, piece, place);
                break;
            // Renderers disagree on what a backslash before a pipe is between < and >.
            case ChatPieceKind.BareUrl when place == InlinePlace.Cell && piece.Url.Contains('|', StringComparison.Ordinal):
                AppendLink(output, piece, place);
                break;
            case ChatPieceKind.BareUrl:
                output.Append('<').Append(piece.Url).Append('>');
                break;
        }
    }

    private static void AppendLink(StringBuilder output, ChatPiece link, InlinePlace place)
    {
        output.Append('[');
        output.Append(InCell(Write(ChatLine.ReadLabel(link.Text), InlinePlace.LinkLabel, LineStart.Text), place));
        // A labelled link was found by its parentheses, which therefore match; those of a bare address need not.
        var isBare = link.Kind == ChatPieceKind.BareUrl;
        output.Append(isBare ? "](<" : "](");
        MarkdownEscaping.AppendUrl(output, link.Url, place);
        output.Append(isBare ? ">)" : ")");
    }

    private static string CodeSpan(string code, InlinePlace place)
    {
        // Renderers disagree on a backslash before the pipe of a cell's code: such code is written as plain text.
        if (place is InlinePlace.Cell or InlinePlace.LinkLabel && code.Contains("\\|", StringComparison.Ordinal))
        {
            var literal = new StringBuilder();
            MarkdownEscaping.AppendLiteral(literal, code, 0, code.Length, place, blockMarker: -1);
            return literal.ToString();
        }

        var content = InCell(code.Replace('\t', ' '), place);
        var delimiter = new string('`', LongestBacktickRun(content) + 1);
        var padding = content[0] == '`' || content[^1] == '`' || (content[0] == ' ' && content[^1] == ' ') ? " " : "";
        return delimiter + padding + content + padding + delimiter;
    }

    // Cells are told apart before code is read.
    private static string InCell(string markdown, InlinePlace place) =>
        place == InlinePlace.Cell ? markdown.Replace("|", "\\|", StringComparison.Ordinal) : markdown;

    public static int LongestBacktickRun(string text)
    {
        var (longest, current) = (0, 0);
        foreach (var c in text)
        {
            current = c == '`' ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }
        return longest;
    }

    // An address stays bare if every renderer links all of it and no more; any other stands between < and >.
    private static bool IsLinkedAsItIs(string line, ChatPiece url, InlinePlace place, LineStart start)
    {
        if (place == InlinePlace.Wrapped || (url.Start == 0 && start == LineStart.AfterTag) || !PlainUrl().IsMatch(url.Url))
            return false;

        var before = url.Start == 0 ? ' ' : line[url.Start - 1];
        return before is ' ' or '\t' or '(' && EndOfUrl().IsMatch(line.AsSpan(url.End));
    }

    [GeneratedRegex(@"\Ahttps?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?([/?#][A-Za-z0-9/?#%=+:@&,._~-]*)?\z")]
    private static partial Regex PlainUrl();

    [GeneratedRegex(@"\A\)?[.,:!?]?([ \t]|\z)")]
    private static partial Regex EndOfUrl();
}
