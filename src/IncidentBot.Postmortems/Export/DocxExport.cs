using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using IncidentBot.Postmortems.Export.Docx;

namespace IncidentBot.Postmortems.Export;

/// <summary>
/// The document for a word processor (Office Open XML, ISO/IEC 29500). As safe as <see cref="MarkdownHtml"/>: pictures
/// are links, and a link leads to a page or to a person. The same text always gives the same bytes.
/// </summary>
public static class DocxExport
{
    private const string MainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    public static byte[] Write(string title, string markdown)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            Describe(package.AddNewPart<CoreFilePropertiesPart>("rIdCore"), title);
            Fill(package.AddNewPart<MainDocumentPart>(MainType, "rIdDocument"), markdown);
        }
        return FixedZip.Of(stream.ToArray());
    }

    private static void Fill(MainDocumentPart main, string markdown)
    {
        Feed(main.AddNewPart<StyleDefinitionsPart>("rIdStyles"), Embedded.Text("styles.xml"));
        Feed(main.AddNewPart<DocumentSettingsPart>("rIdSettings"), Embedded.Text("settings.xml"));
        Feed(main.AddNewPart<FooterPart>("rIdFooter"), Embedded.Text("footer.xml"));
        var numbering = new DocxNumbering();
        var blocks = new DocxBlocks(new DocxInlines(new DocxLinks(main)), numbering).Of(MarkdownHtml.Parse(markdown), DocxPlace.Page);
        main.Document = new Document(new Body([.. blocks, Page()]));
        main.AddNewPart<NumberingDefinitionsPart>("rIdNumbering").Numbering = numbering.ToNumbering();
    }

    /// <summary>A4 with margins of two centimetres; <see cref="DocxTable.PageWidth"/> is what they leave.</summary>
    private static SectionProperties Page() => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = "rIdFooter" },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 1134, Right = 1134, Bottom = 1134, Left = 1134, Header = 567, Footer = 567, Gutter = 0 });

    // Not by PackageProperties: it names its part at random, and it would write the time.
    private static void Describe(CoreFilePropertiesPart part, string title)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace terms = "http://purl.org/dc/elements/1.1/";
        Feed(part, new XElement(
            core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", core),
            new XAttribute(XNamespace.Xmlns + "dc", terms),
            new XElement(terms + "title", DocxText.Writable(title)),
            new XElement(terms + "creator", "IncidentBot")).ToString(SaveOptions.DisableFormatting));
    }

    private static void Feed(OpenXmlPart part, string xml)
    {
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(data);
    }
}
