using System.Text;

namespace IncidentBot.Postmortems;

/// <summary>
/// Writes the document block by block, with one blank line between blocks. The texts are chat text: plain text in which
/// only code between backticks and links to http, https and mailto addresses are meant; anything else comes out as it was
/// typed. <see cref="GapText"/> alone, as an item, value or cell, marks a gap. Empty text is an
/// <see cref="ArgumentException"/>, except in a table's cells.
/// </summary>
public sealed class MarkdownWriter
{
    public const string GapText = "_Not filled in yet._";

    private readonly StringBuilder _document = new();

    /// <summary>The document so far; ends with one newline.</summary>
    public override string ToString() => _document.ToString();

    public MarkdownWriter Heading(int level, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 6);
        return Block($"{new string('#', level)} {MarkdownBlocks.InOneLine(text, InlinePlace.Heading, " ")}");
    }

    /// <summary>A blank line begins a new paragraph, other newlines stay as line breaks, code becomes a fenced block.</summary>
    public MarkdownWriter Paragraph(string text) => Block(MarkdownBlocks.Lines(text, blankBeforeCode: true));

    /// <summary>Lines of one paragraph, each a label and a value that stays in its line.</summary>
    public MarkdownWriter Fields(IReadOnlyList<(string Label, string Value)> fields)
    {
        var lines = NotEmpty(fields).Select(field => $"{MarkdownBlocks.Bold(field.Label)} {MarkdownBlocks.InOneLine(field.Value, InlinePlace.Block)}");
        return Block(string.Join($"{MarkdownBlocks.HardBreak}\n", lines));
    }

    /// <summary>A label as a paragraph of its own; one that asks a question has no colon.</summary>
    public MarkdownWriter Label(string label) => Block(MarkdownBlocks.Bold(label));

    public MarkdownWriter LabelledParagraph(string label, string text) =>
        Block(MarkdownBlocks.Labelled(label, text, blankBeforeCode: true));

    public MarkdownWriter Bullets(IReadOnlyList<string> items) =>
        Block(NotEmpty(items).SelectMany(item => Item("- ", item)));

    public MarkdownWriter LabelledBullets(IReadOnlyList<(string Label, string Value)> items) =>
        Block(NotEmpty(items).SelectMany(item => MarkdownBlocks.Indented(
            "- ", MarkdownBlocks.Labelled(item.Label, item.Value, blankBeforeCode: false))));

    public MarkdownWriter Numbered(IReadOnlyList<string> items) =>
        Block(NotEmpty(items).SelectMany((item, index) => Item($"{index + 1}. ", item)));

    /// <summary>Numbered labels with bullets below each, a blank line between the groups.</summary>
    public MarkdownWriter NumberedGroups(IReadOnlyList<(string Label, IReadOnlyList<string> Items)> groups)
    {
        foreach (var (index, (label, items)) in NotEmpty(groups).Index())
        {
            var bullets = NotEmpty(items).SelectMany(item => Item("- ", item));
            Block(MarkdownBlocks.Indented($"{index + 1}. ", bullets.Prepend(MarkdownBlocks.Bold(label))));
        }
        return this;
    }

    public MarkdownWriter Checklist(IReadOnlyList<(bool Checked, string Text)> items) =>
        Block(NotEmpty(items).SelectMany(item =>
            MarkdownBlocks.Indented("- ", MarkdownBlocks.Task(item.Checked, item.Text))));

    /// <param name="rows">Each with as many cells as there are headers. A newline in a cell becomes a line break.</param>
    public MarkdownWriter Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        NotEmpty(headers);
        if (rows.Any(row => row.Count != headers.Count))
            throw new ArgumentException($"Every row needs {headers.Count} cells, as many as there are headers", nameof(rows));

        return Block(MarkdownTable.Lines([.. rows.Prepend(headers).Select(row => row.Select(MarkdownBlocks.Cell).ToArray())]));
    }

    /// <param name="language">One word such as json; empty for none.</param>
    public MarkdownWriter CodeBlock(string language, string text)
    {
        if (language.Length > 0 && !ChatCode.IsLanguage(language))
            throw new ArgumentException($"'{language}' is not the name of a language", nameof(language));

        var code = ChatCode.FromLines(language, ChatCharacters.Clean(text));
        if (code.Lines.Count == 0)
            throw new ArgumentException("The code is empty", nameof(text));

        return Block(MarkdownBlocks.Fenced(code));
    }

    /// <summary>What is still to be filled in.</summary>
    public MarkdownWriter Gap() => Block(GapText);

    /// <summary>A remark by the program.</summary>
    public MarkdownWriter Emphasis(string text) => Block($"_{MarkdownBlocks.InOneLine(text, InlinePlace.Wrapped)}_");

    /// <summary>The notes to the references <c>[^1]</c>, <c>[^2]</c> …</summary>
    public MarkdownWriter Footnotes(IReadOnlyList<string> notes) =>
        Block(NotEmpty(notes).Select((note, place) => $"[^{place + 1}]: {MarkdownBlocks.InOneLine(note, InlinePlace.Block)}"));

    /// <summary>Text of the template, kept byte for byte but for the newlines around it.</summary>
    public MarkdownWriter Raw(string text)
    {
        var block = text.Trim('\r', '\n');
        if (block.Length == 0)
            throw new ArgumentException("The text is empty", nameof(text));

        return Block(block);
    }

    private static IEnumerable<string> Item(string marker, string text) =>
        MarkdownBlocks.Indented(marker, MarkdownBlocks.Lines(text, blankBeforeCode: false));

    private static IReadOnlyList<T> NotEmpty<T>(IReadOnlyList<T> items) =>
        items.Count > 0 ? items : throw new ArgumentException("There is nothing to write", nameof(items));

    private MarkdownWriter Block(IEnumerable<string> lines) => Block(string.Join('\n', lines));

    private MarkdownWriter Block(string block)
    {
        if (_document.Length > 0)
            _document.Append('\n');
        _document.Append(block).Append('\n');
        return this;
    }
}
