using System.Text;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Export;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using Xunit;

namespace IncidentBot.Tests.Export;

/// <summary>With the browser of this machine; what is printed is read back by a program that knows nothing of browsers.</summary>
public sealed class PdfPrinterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_worked_example_is_there_and_printed_twice_it_is_the_same()
    {
        var page = HtmlExport.Write("Database Connection Pool Exhaustion", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Documents", "database-connection-pool-exhaustion.md"), Cancel));
        using var printer = PrintingBrowser.OfThisMachine();

        var first = await printer.PrintAsync(page, Cancel);
        var second = await printer.PrintAsync(page, Cancel);

        Assert.Equal(first, second);
        using var pdf = PdfDocument.Open(first);
        Assert.Equal("Database Connection Pool Exhaustion", pdf.Information.Title);
        Assert.Equal("D:20000101000000+00'00'", pdf.Information.CreationDate);
        Assert.Equal("D:20000101000000+00'00'", pdf.Information.ModifiedDate);
        var words = Words(pdf);
        Assert.Contains("Slow query in call routing logic", words, StringComparison.Ordinal);
        Assert.Contains("Time (UTC) Event Action Taken", words, StringComparison.Ordinal);
        Assert.True(pdf.TryGetBookmarks(out var outline) && outline.GetNodes().Any(node => node.Title.Contains("Root Cause", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Any_script_and_every_link_can_be_read_back()
    {
        const string markdown = """
            # Zażółć gęślą jaźń

            шторм ελληνικά שלום मर

            [Dashboard](https://dash.example.com/d?x=1&y=2) ops@example.com

            | Cell | Other |
            | --- | --- |
            | `a\|b` | first<br>second |
            """;
        using var printer = PrintingBrowser.OfThisMachine();

        using var pdf = PdfDocument.Open(await printer.PrintAsync(HtmlExport.Write("x", markdown), Cancel));

        var words = Words(pdf);
        Assert.All(["Zażółć gęślą jaźń", "шторм ελληνικά", "a|b", "first", "second"], part => Assert.Contains(part, words, StringComparison.Ordinal));
        // Letter by letter, in the order in which they stand on paper.
        Assert.True(words.Contains("שלום", StringComparison.Ordinal) || words.Contains("םולש", StringComparison.Ordinal));
        Assert.Contains("https://dash.example.com/d?x=1&y=2", Links(pdf));
    }

    [Fact]
    public async Task A_page_that_was_made_to_act_or_to_fetch_prints_as_words()
    {
        const string markdown = "<script>document.title='owned'</script>\n\n![pixel](https://spy.example.com/p.png) [x](javascript:alert(1)) [file](file:///etc/passwd)\n";
        using var printer = PrintingBrowser.OfThisMachine();

        using var pdf = PdfDocument.Open(await printer.PrintAsync(HtmlExport.Write("honest", markdown), Cancel));

        Assert.Equal("honest", pdf.Information.Title);
        Assert.Contains("<script>document.title='owned'</script>", Words(pdf), StringComparison.Ordinal);
        Assert.Equal(["https://spy.example.com/p.png"], Links(pdf));
        Assert.All(pdf.GetPages(), page => Assert.Empty(page.GetImages()));
    }

    [Fact]
    public async Task Three_thousand_rows_print_with_their_header_on_each_page()
    {
        var table = new MarkdownWriter().Table(["Time (UTC)", "Event"], [.. Enumerable.Range(0, 3000).Select(row => new[] { "14:30", $"Event {row} happened" })]).ToString();
        using var printer = PrintingBrowser.OfThisMachine();

        using var pdf = PdfDocument.Open(await printer.PrintAsync(HtmlExport.Write("x", table), Cancel));

        Assert.InRange(pdf.NumberOfPages, 30, 150);
        Assert.Contains("Event 2999 happened", Words(pdf.GetPage(pdf.NumberOfPages)), StringComparison.Ordinal);
        Assert.All(pdf.GetPages(), page => Assert.StartsWith("Time (UTC) Event", Words(page), StringComparison.Ordinal));
    }

    private static string Words(PdfDocument pdf) => string.Join(' ', pdf.GetPages().Select(Words));

    private static string Words(Page page) => string.Join(' ', page.GetWords().Select(word => word.Text)).Normalize(NormalizationForm.FormKC);

    private static List<string> Links(PdfDocument pdf) =>
        [.. pdf.GetPages().SelectMany(page => page.GetAnnotations()).Where(note => note.Type == AnnotationType.Link).Select(note => note.Action).OfType<UriAction>().Select(action => action.Uri)];
}
