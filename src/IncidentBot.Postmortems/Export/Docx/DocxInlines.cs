using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>What stands in a line: words, code, links, line breaks.</summary>
internal sealed class DocxInlines(DocxLinks links)
{
    public IEnumerable<OpenXmlElement> Of(ContainerInline? line) =>
        line is null ? [] : All(line, default);

    private IEnumerable<OpenXmlElement> All(ContainerInline container, DocxLook look) =>
        container.SelectMany(part => Of(part, look));

    private IEnumerable<OpenXmlElement> Of(Inline part, DocxLook look) => part switch
    {
        LiteralInline { PreviousSibling: TaskList } literal => DocxText.Runs(literal.Content.ToString().TrimStart(), look),
        LiteralInline literal => DocxText.Runs(literal.Content.ToString(), look),
        CodeInline code => DocxText.Runs(code.Content, look with { Style = "Code" }),
        HtmlEntityInline entity => DocxText.Runs(entity.Transcoded.ToString(), look),
        LineBreakInline { IsHard: false } => DocxText.Runs(" ", look),
        // The only tag that is left in a document.
        LineBreakInline or HtmlInline => [new Run(new Break())],
        TaskList box => Box(box),
        EmphasisInline emphasis => All(emphasis, Emphasized(emphasis, look)),
        LinkInline link => Linked(link.Url, All(link, Link(link.Url, look))),
        AutolinkInline link => Linked(Address(link), DocxText.Runs(link.Url, Link(Address(link), look))),
        ContainerInline container => All(container, look),
        _ => [],
    };

    private static DocxLook Emphasized(EmphasisInline emphasis, DocxLook look) =>
        emphasis.DelimiterCount == 2 ? look with { IsBold = true } : look with { IsItalic = true };

    private DocxLook Link(string? address, DocxLook look) =>
        links.IdOf(address) is null ? look : look with { Style = "Hyperlink" };

    private IEnumerable<OpenXmlElement> Linked(string? address, IEnumerable<OpenXmlElement> words) =>
        links.IdOf(address) is { } id ? [new Hyperlink(words) { Id = id, History = true }] : words;

    private static string Address(AutolinkInline link) => link.IsEmail ? $"mailto:{link.Url}" : link.Url;

    private static Run[] Box(TaskList box)
    {
        var symbols = new RunFonts { Ascii = "Segoe UI Symbol", HighAnsi = "Segoe UI Symbol", EastAsia = "Segoe UI Symbol" };
        return [new Run(new RunProperties(symbols), new Text(box.Checked ? "☑" : "☐")), new Run(new TabChar())];
    }
}
