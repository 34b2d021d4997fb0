using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class HostileTextTests
{
    public static TheoryData<string> Texts =>
    [
        "a | b || c \\| d",
        "| x | y |\n| - | - |\n| 1 | 2 |",
        "`tick` ``` ` unclosed `",
        "first\nsecond\r\nthird",
        "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- hidden",
        "## Not a heading\n# Neither",
        "- [x] no task\n1. no list\n> no quote\n---",
        "**no bold** _no emphasis_ ~~no strike~~ [no](javascript:alert(1)) ![no](http://a.example.com)",
        "שלום עולם \u202Ereversed",
        "🔥🔥 数据库 zażółć 👩‍👩‍👧",
        "```\ncode | with pipe\n```\nafter it",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Keeps_every_table_row_and_list_item_whatever_was_typed(string text)
    {
        var plain = Shape(Filled("plain"));

        var hostile = Filled(text);

        Assert.Equal(plain, Shape(hostile));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Lets_nothing_happen_that_people_typed(string text)
    {
        var document = RenderedMarkdown.Parse(Filled(text).Draft);

        Assert.Empty(document.Descendants<HtmlBlock>());
        Assert.All(document.Descendants<HtmlInline>(), html => Assert.Equal("<br>", html.Tag));
        Assert.All(document.Descendants<LinkInline>(), link => Assert.False(link.IsImage));
        Assert.All(document.Descendants<LinkInline>(), link => Assert.Matches("^https?://", link.Url));
        Assert.Equal(
            RenderedMarkdown.Parse(Filled("plain").Draft).Descendants<EmphasisInline>().Count(),
            document.Descendants<EmphasisInline>().Count());
    }

    /// <summary>The structure of a document: rows and cells of each table, headings, tasks.</summary>
    private static string[] Shape(ScriptedIncident incident)
    {
        var document = RenderedMarkdown.Parse(incident.Draft);
        return
        [
            .. document.Descendants<Table>().Select(table => $"table {table.Count} rows, {string.Join(' ', table.OfType<TableRow>().Select(row => row.Count))}"),
            .. document.Descendants<HeadingBlock>().Select(heading => $"heading {heading.Level}"),
            $"{document.Descendants<TaskList>().Count()} tasks",
            $"{document.Descendants<ListItemBlock>().Count()} items",
        ];
    }

    private static ScriptedIncident Filled(string text) => new ScriptedIncident()
        .Type("14:30", $"start P1 {text}")
        .Type("14:31", $"note {text} -> {text}", $"status identified {text}", $"mitigate {text}")
        .Say("14:32", ScriptedIncident.Grace, text, "m1")
        .Pin("14:33", ScriptedIncident.Ada, "m1")
        .Type("14:40", $"resolve {text}", "role commander @me")
        .Type("15:00",
            $"summary {text}", $"impact it: {text}", $"impact users {text}", $"impact revenue {text}", $"impact slo {text}",
            $"cause {text}", $"factor {text}", $"why technical {text}", $"detect other {text}", $"detect why {text}",
            $"impact availability {OneWord(text)} 99% 98%", $"impact latency {OneWord(text)} 1s 2s", $"impact errors {OneWord(text)} 1% 2%",
            $"fix immediate {text}", $"fix longterm {text}", $"lesson well {text}", $"lesson wrong {text}", $"lesson learned {text}",
            $"action P0 {text}", $"action P1 do it owner:“{OneWord(text)}”", $"prevent technical {text}", $"prevent process {text}", $"prevent monitoring {text}",
            $"link https://ok.example.com/x {text}", $"related INC-2024-0110-0900 {text}",
            $"section \"Related Incidents\" {text}", $"section \"Odd one\" {text}");

    private static string OneWord(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('"' or '“' or '”')).Take(40));
}
