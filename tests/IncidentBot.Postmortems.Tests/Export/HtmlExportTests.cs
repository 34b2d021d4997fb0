using System.Net;
using System.Text.RegularExpressions;
using IncidentBot.Postmortems.Export;
using Xunit;

namespace IncidentBot.Postmortems.Tests.Export;

public partial class HtmlExportTests
{
    private static readonly HashSet<string> Names =
    [
        "main", "body", "html", "h1", "h2", "h3", "p", "a", "ul", "ol", "li", "input", "table", "thead", "tbody", "tr", "th", "td", "br", "hr",
        "pre", "code", "em", "strong", "blockquote",
        "id", "class", "href", "rel", "title", "start", "type", "checked", "disabled", "aria-label",
    ];

    public static TheoryData<string> Hostile => HostileMarkdown.Texts;

    [Fact]
    public void Is_one_file_that_may_fetch_nothing_and_run_nothing()
    {
        var page = HtmlExport.Write("Title", WorkedExample.DrivenByNotes().Finished);

        Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:", page, StringComparison.Ordinal);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Says_everything_that_the_document_says()
    {
        var incident = WorkedExample.DrivenByNotes();

        var page = HtmlExport.Write(incident.Document.Title, incident.Finished);

        Assert.Contains("<title>Database Connection Pool Exhaustion</title>", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"root-cause\">Root Cause<a href=\"#root-cause\" class=\"anchor\" aria-label=\"Link to Root Cause\">#</a></h2>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Alert fired, on-call paged</td>", page, StringComparison.Ordinal);
        Assert.Contains("<code>campaigns.tenant_id</code>", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Lets_nothing_through_that_acts(string markdown)
    {
        var page = HtmlExport.Write(markdown, markdown);

        var body = page[page.IndexOf("<main>", StringComparison.Ordinal)..];
        Assert.Equal(body.Count(letter => letter == '<'), Tag().Count(body));
        Assert.All(Tag().Matches(body).SelectMany(tag => tag.Groups["name"].Captures), name => Assert.Contains(name.Value, Names));
        Assert.All(
            Address().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)),
            address => Assert.Matches("^(https?://|mailto:|#)", address));
    }

    [Fact]
    public void Headings_of_the_same_words_have_addresses_of_their_own()
    {
        var page = HtmlExport.Write("x", "# Same\n\n## Same\n\n## 概要\n\n## 結論\n");

        Assert.Equal(["same", "same-2", "section", "section-2"], Heading().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void The_same_text_gives_the_same_bytes()
    {
        var text = WorkedExample.DrivenByNotes().Draft;

        Assert.Equal(HtmlExport.Write("x", text), HtmlExport.Write("x", text));
    }

    [Fact]
    public void A_word_that_is_longer_than_a_column_may_be_broken_and_no_other()
    {
        var page = HtmlExport.Write("x", $"| a | b |\n| - | - |\n| short words only | {new string('x', 200)} |\n");

        Assert.Contains("<td>short words only</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"long\">xxx", page, StringComparison.Ordinal);
    }

    /// <summary>A tag that is closed, with quoted values only.</summary>
    [GeneratedRegex("</?(?<name>[a-z]+[1-6]?)(?: (?<name>[a-z-]+)(?:=\"[^\"<]*\")?)*(?: /)?>")]
    private static partial Regex Tag();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("<h[1-6] id=\"([^\"]*)\"")]
    private static partial Regex Heading();
}
