using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using MarkdigTable = Markdig.Extensions.Tables.Table;

namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>Headings, paragraphs, lists, tables and code, in the order of the document.</summary>
internal sealed class DocxBlocks
{
    private readonly DocxInlines _inlines;
    private readonly DocxNumbering _numbering;
    private readonly DocxTable _tables;

    public DocxBlocks(DocxInlines inlines, DocxNumbering numbering) =>
        (_inlines, _numbering, _tables) = (inlines, numbering, new DocxTable(this));

    public IEnumerable<OpenXmlElement> Of(ContainerBlock container, DocxPlace place) =>
        container.SelectMany(block => Of(block, place));

    private IEnumerable<OpenXmlElement> Of(Block block, DocxPlace place) => block switch
    {
        HeadingBlock heading => [Paragraph(heading, place with { Style = $"Heading{heading.Level}" })],
        MarkdigTable table => _tables.Of(table),
        ListBlock list => List(list, place.InList),
        QuoteBlock quote => Of(quote, place with { Style = DocxPlace.Quote.Style }),
        CodeBlock code => [Code(code, place)],
        ThematicBreakBlock => [new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Rule" }))],
        LinkReferenceDefinitionGroup => [],
        ContainerBlock container => Of(container, place),
        LeafBlock { Inline: not null } leaf => [Paragraph(leaf, place)],
        _ => [],
    };

    private IEnumerable<OpenXmlElement> List(ListBlock list, DocxPlace place)
    {
        var start = int.TryParse(list.OrderedStart, out var number) ? number : 1;
        var id = list.IsOrdered ? _numbering.Count(place.ListLevel, start) : DocxNumbering.Bullets;
        return list.OfType<ListItemBlock>().SelectMany(item => Item(item, place, id));
    }

    /// <summary>The first paragraph bears the number, what follows stands below it; a task's box stands in the number's place.</summary>
    private IEnumerable<OpenXmlElement> Item(ListItemBlock item, DocxPlace place, int list)
    {
        if (item.FirstOrDefault() is not ParagraphBlock first)
            return [Numbered(new Paragraph(Properties(place, "")), place, list), .. Of(item, place)];

        var paragraph = Paragraph(first, place);
        if (first.Inline?.FirstChild is TaskList)
            paragraph.ParagraphProperties!.Indentation = new Indentation { Left = $"{place.Indent}", Hanging = $"{DocxPlace.Step}" };
        else
            Numbered(paragraph, place, list);
        return [paragraph, .. item.Skip(1).SelectMany(block => Of(block, place))];
    }

    private static Paragraph Numbered(Paragraph paragraph, DocxPlace place, int list)
    {
        paragraph.ParagraphProperties!.Indentation = null;
        paragraph.ParagraphProperties.NumberingProperties = new NumberingProperties(
            new NumberingLevelReference { Val = place.ListLevel }, new NumberingId { Val = list });
        return paragraph;
    }

    private Paragraph Paragraph(LeafBlock leaf, DocxPlace place) =>
        new([Properties(place, PlainText.Of(leaf.Inline)), .. _inlines.Of(leaf.Inline)]);

    private static Paragraph Code(CodeBlock code, DocxPlace place)
    {
        var lines = code.Lines.ToString().Split('\n').SelectMany((line, number) =>
            DocxText.Runs(line.Replace("\t", "    ", StringComparison.Ordinal), default).Cast<OpenXmlElement>()
                .Prepend(number == 0 ? null : new Run(new Break())).OfType<OpenXmlElement>());
        return new Paragraph([Properties(place with { Style = "CodeBlock" }, ""), .. lines]);
    }

    private static ParagraphProperties Properties(DocxPlace place, string text)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = new ParagraphStyleId { Val = place.Style } };
        if (DocxText.GoesLeft(text))
            properties.BiDi = new BiDi();
        if (place.Level > 0)
            properties.Indentation = new Indentation { Left = $"{place.Indent}" };
        return properties;
    }
}
