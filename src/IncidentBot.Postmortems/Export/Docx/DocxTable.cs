using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MarkdigCell = Markdig.Extensions.Tables.TableCell;
using MarkdigRow = Markdig.Extensions.Tables.TableRow;
using MarkdigTable = Markdig.Extensions.Tables.Table;

namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>A table as wide as the page, whose header stands on each page again.</summary>
internal sealed class DocxTable(DocxBlocks blocks)
{
    /// <summary>In twentieths of a point.</summary>
    public const int PageWidth = 9638;

    public IEnumerable<OpenXmlElement> Of(MarkdigTable table)
    {
        var widths = DocxColumns.Widths(Letters(table), PageWidth);
        var properties = new TableProperties(
            new TableStyle { Val = "TableGrid" },
            new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
            new TableLayout { Type = TableLayoutValues.Fixed });
        var grid = new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" }));
        // A table that ends where another one begins would become one with it.
        return [new Table([properties, grid, .. table.OfType<MarkdigRow>().Select(row => Row(row, widths))]), Gap()];
    }

    private TableRow Row(MarkdigRow row, int[] widths)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (row.IsHeader)
            properties.Append(new TableHeader());
        var cells = row.OfType<MarkdigCell>().ToList();
        return new TableRow([properties, .. widths.Select((width, column) => Cell(cells.ElementAtOrDefault(column), width, row.IsHeader))]);
    }

    private TableCell Cell(MarkdigCell? cell, int width, bool isHeader)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
        if (isHeader)
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "F4F5F7" });
        var content = cell is null ? [] : blocks.Of(cell, DocxPlace.Cell).ToList();
        if (content is [])
            content.Add(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxPlace.Cell.Style })));
        if (isHeader)
            Embolden(content);
        return new TableCell([properties, .. content]);
    }

    private static void Embolden(List<OpenXmlElement> content)
    {
        foreach (var run in content.SelectMany(block => block.Descendants<Run>()))
        {
            run.RunProperties ??= new RunProperties();
            run.RunProperties.Bold = new Bold();
            run.RunProperties.BoldComplexScript = new BoldComplexScript();
        }
    }

    private static Paragraph Gap() => new(new ParagraphProperties(
        new ParagraphStyleId { Val = DocxPlace.Cell.Style }, new SpacingBetweenLines { Before = "0", After = "60" }));

    private static List<string>[] Letters(MarkdigTable table)
    {
        var rows = table.OfType<MarkdigRow>().ToList();
        var columns = Enumerable.Range(0, rows.Max(row => row.Count));
        return [.. columns.Select(column => rows.Select(row => Text(row.ElementAtOrDefault(column) as MarkdigCell)).ToList())];
    }

    private static string Text(MarkdigCell? cell) =>
        cell is null ? "" : string.Concat(cell.Descendants<LeafInline>().Select(PlainText.Of));
}
