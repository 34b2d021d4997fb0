using CsCheck;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

/// <summary>Whatever is typed, the reader of the rendered document sees it character by character, and nothing else happens.</summary>
public class MarkdownWriterProperties
{
    private const long Cases = 10_000;

    private static readonly string[] Hostile =
    [
        "*", "**", "_", "__", "~", "~~", "~~~", "^", "++", "==", "#", "##", ">", "|", "||", "\\", "\\\\", "`", "``", "```",
        "-", "--", "---", "===", "+", "1.", "12)", "[", "]", "(", ")", "[ ]", "[x]", "](", "]:", "[^1]", "![", "!",
        "<", "</", "<b>", "<br>", "<!--", "-->", "<?", "<script>", "</script>", "<javascript:alert(1)>", "<https://a.b>",
        "&", "&lt;", "&copy;", "&#35;", "&#x23;", "&colon;", ";", ":", "| - |", "|---|---|", ":-:", "---|---",
        "[x](javascript:alert(1))", "![img](http://a.example.com/i.png)", "[a](https://a.example.com/_x_)",
        "[b](mailto:a@b.c)", "[c]( data:x)", "[r]: http://x.y", "https://a.example.com/x_y?z=1&copy=2", "http://host/*a*",
        "https://a.example.com", "www.example.com/a_b_", "ftp://a.b/_c_", "mailto:a_b_@c.d", "tel:123", "http://", "HTTPS://A.B/C",
        "`code`", "`a|b`", "`` ` ``", "`\\|`", "`x\\`", "'", "\"", ".", ",", "!", "?", "{", "}", "$", "%", "@",
        "\n", "\n", "\r\n", "\n\n", " ", " ", " ", "  ", "\t", "    ", "\u00A0", "\n    ",
        "a", "b1", "word", "2", "ż", "数据", "😀", "👩‍👩‍👧", "e\u0301", "שלום", "\u202E", "\u2066", "\u2069", "\u202C", "\u200B",
    ];

    private static readonly Gen<string> Text =
        Gen.Int[0, Hostile.Length - 1].List[1, 14]
            .Select(parts => string.Concat(parts.Select(part => Hostile[part])))
            .Where(text => !string.IsNullOrWhiteSpace(text));

    [Fact]
    public void A_paragraph_shows_what_was_typed() => Sample(text =>
    {
        var document = RenderedMarkdown.Parse(new MarkdownWriter().Paragraph(text).ToString());

        Assert.All(document, block => Assert.True(block is ParagraphBlock or FencedCodeBlock, block.GetType().Name));
        AssertShows(text, document);
    });

    [Fact]
    public void A_bullet_shows_what_was_typed() => Sample(text =>
    {
        var document = RenderedMarkdown.Parse(new MarkdownWriter().Bullets(["before", text, "after"]).ToString());

        var list = Assert.IsType<ListBlock>(Assert.Single(document));
        Assert.Equal(3, list.Count);
        var item = Assert.IsType<ListItemBlock>(list[1]);
        Assert.All(item, block => Assert.True(block is ParagraphBlock or FencedCodeBlock, block.GetType().Name));
        AssertShows(text, item);
    });

    [Fact]
    public void A_cell_shows_what_was_typed() => Sample(text =>
    {
        var written = new MarkdownWriter().Table(["One", text], [[text, "x"], ["y", text], ["", text]]).ToString();

        var table = Assert.IsType<Table>(Assert.Single(RenderedMarkdown.Parse(written)));
        Assert.Equal(4, table.Count);
        Assert.All(table, row => Assert.Equal(2, ((TableRow)row).Count));
        foreach (var (row, column) in new[] { (0, 1), (1, 0), (2, 1), (3, 1) })
            AssertShows(text, (TableCell)((TableRow)table[row])[column]);
    });

    [Fact]
    public void A_field_shows_what_was_typed() => Sample(text =>
    {
        var written = new MarkdownWriter().Fields([("One", text), ("Two", "2")]).ToString();

        var document = RenderedMarkdown.Parse(written);
        Assert.IsType<ParagraphBlock>(Assert.Single(document));
        RenderedMarkdown.AssertNothingHappensIn(document, allowedEmphasis: 2);
        AssertSame(text, $"One: {text}\nTwo: 2", RenderedMarkdown.VisibleText(document));
    });

    private static void Sample(Action<string> assert) => Text.Sample(assert, iter: Cases);

    private static void AssertShows(string text, ContainerBlock block)
    {
        RenderedMarkdown.AssertNothingHappensIn(block);
        AssertSame(text, text, RenderedMarkdown.VisibleText(block));
    }

    // Code may stand in other backticks than were typed, and on lines of its own.
    private static void AssertSame(string text, string expected, string shown)
    {
        var hasCode = text.Contains('`', StringComparison.Ordinal);
        Assert.Equal(hasCode ? WithoutCodeMarks(expected) : RenderedMarkdown.Normalized(expected), hasCode ? WithoutCodeMarks(shown) : shown);
    }

    private static string WithoutCodeMarks(string text) =>
        string.Concat(RenderedMarkdown.Normalized(text).Where(c => c != '`' && c != ' '));
}
