namespace IncidentBot.Postmortems;

/// <summary>Turns texts into the lines of a block, not yet indented. Empty text is an <see cref="ArgumentException"/>.</summary>
internal static class MarkdownBlocks
{
    public const string HardBreak = "  ";

    /// <param name="blankBeforeCode">Off in list items, where a blank line would set all items apart.</param>
    public static List<string> Lines(string text, bool blankBeforeCode)
    {
        if (IsGap(text))
            return [MarkdownWriter.GapText];

        return Lines(ReadNotEmpty(text), LineStart.Block, blankBeforeCode);
    }

    /// <summary>The label in bold and the text behind it; code begins on a line of its own.</summary>
    public static List<string> Labelled(string label, string text, bool blankBeforeCode)
    {
        if (IsGap(text))
            return [$"{Bold(label)} {MarkdownWriter.GapText}"];

        var content = ReadNotEmpty(text);
        var lines = Lines(content, LineStart.Text, blankBeforeCode);
        if (content.Blocks[0] is ChatParagraph)
            return [$"{Bold(label)} {lines[0]}", .. lines.Skip(1)];

        return blankBeforeCode ? [Bold(label), "", .. lines] : [Bold(label), .. lines];
    }

    /// <summary>Code cannot begin behind a task's box: such a text stays in one line.</summary>
    public static List<string> Task(bool isDone, string text)
    {
        var box = isDone ? "[x] " : "[ ] ";
        if (IsGap(text) || ReadNotEmpty(text) is not { Blocks: [ChatParagraph, ..] } content)
            return [box + InOneLine(text, InlinePlace.Block)];

        var lines = Lines(content, LineStart.Text, blankBeforeCode: false);
        return [box + lines[0], .. lines.Skip(1)];
    }

    public static IEnumerable<string> Indented(string marker, IEnumerable<string> lines)
    {
        var indent = new string(' ', marker.Length);
        return lines.Select((line, index) => index == 0 ? marker + line : line.Length == 0 ? line : indent + line);
    }

    public static IEnumerable<string> Fenced(ChatCode code)
    {
        var longest = code.Lines.Max(MarkdownInlines.LongestBacktickRun);
        var fence = new string('`', Math.Max(3, longest + 1));
        return [fence + code.Language, .. code.Lines, fence];
    }

    /// <summary>A label that asks a question has no colon.</summary>
    public static string Bold(string label)
    {
        var text = InOneLine(label, InlinePlace.Wrapped, " ");
        return text.EndsWith('?') ? $"**{text}**" : $"**{text}**:";
    }

    public static string InOneLine(string text, InlinePlace place, string separator = MarkdownInlines.LineBreak) =>
        IsGap(text) ? MarkdownWriter.GapText : MarkdownInlines.WriteInOneLine(ReadNotEmpty(text), place, separator);

    public static string Cell(string text) =>
        IsGap(text) ? MarkdownWriter.GapText : MarkdownInlines.WriteInOneLine(ChatText.Read(text), InlinePlace.Cell);

    private static bool IsGap(string text) => text.AsSpan().Trim().SequenceEqual(MarkdownWriter.GapText);

    private static ChatText ReadNotEmpty(string text)
    {
        var content = ChatText.Read(text);
        if (content.Blocks.Count == 0)
            throw new ArgumentException("The text is empty", nameof(text));

        return content;
    }

    private static List<string> Lines(ChatText content, LineStart start, bool blankBeforeCode)
    {
        var lines = new List<string>();
        ChatBlock? previous = null;
        foreach (var block in content.Blocks)
        {
            var bothParagraphs = previous is ChatParagraph && block is ChatParagraph;
            if (previous is not null && (blankBeforeCode || bothParagraphs))
                lines.Add("");
            lines.AddRange(block is ChatParagraph paragraph
                ? Lines(paragraph, previous is null ? start : LineStart.Block)
                : Fenced((ChatCode)block));
            previous = block;
        }
        return lines;
    }

    private static IEnumerable<string> Lines(ChatParagraph paragraph, LineStart start)
    {
        for (var i = 0; i < paragraph.Lines.Count; i++)
        {
            var line = MarkdownInlines.Write(paragraph.Lines[i], InlinePlace.Block, i == 0 ? start : LineStart.Block);
            yield return i + 1 < paragraph.Lines.Count ? line + HardBreak : line;
        }
    }
}
