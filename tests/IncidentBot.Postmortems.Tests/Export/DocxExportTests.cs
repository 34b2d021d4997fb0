using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using IncidentBot.Postmortems.Export;
using Xunit;

namespace IncidentBot.Postmortems.Tests.Export;

public class DocxExportTests
{
    public static TheoryData<string> Hostile => HostileMarkdown.Texts;

    [Fact]
    public void Holds_the_worked_example_and_is_what_Office_reads()
    {
        var incident = WorkedExample.DrivenByNotes();

        using var file = new WordFile("Database Connection Pool Exhaustion", incident.Finished);

        Assert.Empty(file.Faults);
        Assert.Equal("Database Connection Pool Exhaustion", file.Paragraphs("Heading1").Single());
        Assert.Contains("Root Cause", file.Paragraphs("Heading2"));
        Assert.Contains("Alert fired, on-call paged", file.Text, StringComparison.Ordinal);
        Assert.Equal("campaigns.tenant_id", file.All<Run>().First(run => run.RunProperties?.RunStyle?.Val == "Code" && run.InnerText.StartsWith('c')).InnerText);
    }

    [Theory]
    [InlineData(Form.Draft)]
    [InlineData(Form.Finished)]
    public void Is_valid_with_every_kind_of_block(Form form)
    {
        var incident = FullIncident.Driven();

        using var file = new WordFile("Everything", form == Form.Draft ? incident.Draft : incident.Finished);

        Assert.Empty(file.Faults);
        Assert.NotEmpty(file.All<Table>());
    }

    [Fact]
    public void A_table_says_its_header_on_every_page_and_cuts_no_row()
    {
        using var file = new WordFile("x", "| Time | Event |\n| --- | --- |\n| 14:30 | a<br>b |\n");

        var rows = file.All<TableRow>().ToList();
        Assert.NotNull(rows[0].TableRowProperties?.GetFirstChild<TableHeader>());
        Assert.Null(rows[1].TableRowProperties?.GetFirstChild<TableHeader>());
        Assert.All(rows, row => Assert.NotNull(row.TableRowProperties?.GetFirstChild<CantSplit>()));
        Assert.Single(rows[1].Descendants<Break>());
        Assert.Equal(2, file.All<GridColumn>().Count());
    }

    [Fact]
    public void Lists_are_lists_and_each_counts_for_itself()
    {
        using var file = new WordFile("x", "1. **First**:\n   - a\n   - b\n\n2. Second\n\nText\n\n7. Seven\n");

        var numbered = file.All<Paragraph>().Where(paragraph => paragraph.ParagraphProperties?.NumberingProperties is not null)
            .Select(paragraph => (paragraph.InnerText, Level: paragraph.ParagraphProperties!.NumberingProperties!.NumberingLevelReference!.Val!.Value, List: paragraph.ParagraphProperties.NumberingProperties.NumberingId!.Val!.Value)).ToList();
        Assert.Equal([("First:", 0), ("a", 1), ("b", 1), ("Second", 0), ("Seven", 0)], numbered.Select(item => (item.InnerText, item.Level)));
        Assert.Equal(numbered[0].List, numbered[3].List);
        Assert.Equal(3, numbered.Select(item => item.List).Distinct().Count());
        Assert.Contains(file.Numbering, list => list.NumberID! == numbered[4].List && list.Descendants<StartOverrideNumberingValue>().Single().Val! == 7);
    }

    [Fact]
    public void Boxes_code_and_links_are_there()
    {
        using var file = new WordFile("x", "- [x] done\n- [ ] open\n\n```json\n{\n  \"a\": 1\n}\n```\n\n[Dashboard](https://a.example.com/d?x=1&y=2) <mailto:ops@example.com> [up](#top)\n");

        Assert.Contains("☑done", file.Text, StringComparison.Ordinal);
        Assert.Contains("☐open", file.Text, StringComparison.Ordinal);
        Assert.Equal(2, file.All<Paragraph>().Single(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val == "CodeBlock").Descendants<Break>().Count());
        Assert.Equal(["https://a.example.com/d?x=1&y=2", "mailto:ops@example.com"], file.Links);
        Assert.Contains("up", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_the_way_of_the_script()
    {
        using var file = new WordFile("שלום", "שלום עולם and English\n\nEnglish, then שלום\n\n数据库 zażółć 🔥\n");

        var paragraphs = file.All<Paragraph>().ToList();
        Assert.Equal([true, false, false], paragraphs.Select(paragraph => paragraph.ParagraphProperties?.BiDi is not null));
        Assert.Equal(2, file.All<RightToLeftText>().Count());
        Assert.Contains("数据库 zażółć 🔥", file.Text, StringComparison.Ordinal);
        Assert.Empty(file.Faults);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Lets_nothing_through_that_acts_and_stays_readable(string markdown)
    {
        using var file = new WordFile(markdown, markdown);

        Assert.Empty(file.Faults);
        Assert.All(file.Links, link => Assert.Matches("^(https?://|mailto:)", link));
        Assert.All(file.Links, link => Assert.True(link.Length <= 2000));
        Assert.Empty(file.All<Drawing>());
        Assert.Empty(file.All<DocumentFormat.OpenXml.Wordprocessing.FieldCode>());
        Assert.Equal(
            ["[Content_Types].xml", "_rels/.rels"],
            file.Names.Where(name => !name.StartsWith("word/", StringComparison.Ordinal) && !name.StartsWith("docProps/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_text_gives_the_same_bytes_and_tells_no_time()
    {
        var text = FullIncident.Driven().Draft;

        var (first, second) = (DocxExport.Write("x", text), DocxExport.Write("x", text));

        Assert.Equal(first, second);
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Fact]
    public void Three_thousand_rows_are_all_there()
    {
        var table = new MarkdownWriter().Table(["Time", "Event"], [.. Enumerable.Range(0, 3000).Select(row => new[] { "14:30", $"Event {row}" })]).ToString();

        using var file = new WordFile("x", table);

        Assert.Equal(3001, file.All<TableRow>().Count());
        Assert.Contains("Event 2999", file.Text, StringComparison.Ordinal);
    }

    private sealed class WordFile : IDisposable
    {
        private readonly MemoryStream _bytes;
        private readonly WordprocessingDocument _package;

        public WordFile(string title, string markdown)
        {
            _bytes = new MemoryStream(DocxExport.Write(title, markdown));
            _package = WordprocessingDocument.Open(_bytes, isEditable: false);
        }

        public IEnumerable<string> Faults => new OpenXmlValidator(FileFormatVersions.Office2019).Validate(_package)
            .Select(fault => $"{fault.Path?.XPath}: {fault.Description}");

        public string Text => string.Concat(All<Text>().Select(text => text.Text));

        public IEnumerable<NumberingInstance> Numbering => Main.NumberingDefinitionsPart!.Numbering.Elements<NumberingInstance>();

        public IEnumerable<string> Links => Main.HyperlinkRelationships.Select(link => link.Uri.OriginalString);

        public IEnumerable<string> Names
        {
            get
            {
                using var zip = new ZipArchive(new MemoryStream(_bytes.ToArray()));
                return [.. zip.Entries.Select(entry => entry.FullName)];
            }
        }

        private MainDocumentPart Main => _package.MainDocumentPart!;

        public IEnumerable<T> All<T>() where T : OpenXmlElement => Main.Document.Descendants<T>();

        public IEnumerable<string> Paragraphs(string style) => All<Paragraph>()
            .Where(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val == style).Select(paragraph => paragraph.InnerText);

        public void Dispose() => _package.Dispose();
    }
}
