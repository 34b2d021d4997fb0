using System.Net;
using System.Text.RegularExpressions;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Web;

/// <summary>The action items of an incident on its pages.</summary>
public sealed class ActionItemPagesTests(PostgresFixture postgres)
{
    private const string List = IncidentOnPages.Root + "/actions";
    private const string First = List + "/AI-001";

    [Fact]
    public async Task One_is_added_by_the_form_and_is_due_when_its_severity_says()
    {
        await using var incident = await IncidentOnPages.StartAsync(postgres);
        var empty = await incident.Page.ShowAsync(List);

        await IncidentOnPages.SendAsync(incident.Page, empty, $"{IncidentOnPages.Root}/act", "value=\"action\"", ("field.text", "Bound the query"), ("field.owner", $"<@{IncidentOnPages.Grace.Id}>"), ("field.due", InitialOf(empty, "field.due")));

        var page = await incident.Page.ShowAsync(List);
        Assert.Contains("There are none yet.", empty, StringComparison.Ordinal);
        Assert.Matches("AI-001</a> Bound the query", page);
        Assert.Contains("<time datetime=\"2024-02-14\">", page, StringComparison.Ordinal);
        Assert.Contains("<td data-label=\"Owner\">Grace Hopper</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_postmortem_says_is_to_be_done_becomes_one_by_a_click_and_is_not_offered_again()
    {
        await using var incident = await IncidentOnPages.StartAsync(postgres);
        await incident.Bot.TypeAsync("fix immediate Killed the query");
        await incident.Bot.TypeAsync("fix longterm Add an index");
        await incident.Bot.TypeAsync("prevent process Review <i>slow</i> queries");

        await incident.PressAsync(List, "action from fix 2");
        await incident.PressAsync(List, "action from prevent 1");

        var page = await incident.Page.ShowAsync(List);
        Assert.Contains("AI-001</a> Add an index", page, StringComparison.Ordinal);
        Assert.Contains("AI-002</a> Review &lt;i&gt;slow&lt;/i&gt; queries", page, StringComparison.Ordinal);
        Assert.DoesNotContain("action from", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_page_has_its_facts_and_all_that_happened_to_it_the_newest_first()
    {
        await using var incident = await WithItemAsync("action P0 Bound the query owner:\"DB Team\" by 2024-01-20");
        await incident.Bot.TypeAsync("action ticket AI-001 https://tickets.example.com/DB-7?a=1&b=2");
        await incident.Bot.TypeAsync("action done AI-001 shipped <b>today</b>");

        var page = await incident.Page.ShowAsync(First);

        Assert.Contains("<dd>Done: shipped &lt;b&gt;today&lt;/b&gt;</dd>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://tickets.example.com/DB-7?a=1&amp;b=2\"", page, StringComparison.Ordinal);
        var history = Regex.Replace(WebUtility.HtmlDecode(page[page.IndexOf("What happened to it", StringComparison.Ordinal)..]), "(<[^>]*>|\\s)+", " ");
        Assert.Matches("done: shipped .*followed in .*added “Bound the query” \\(P0, DB Team, due 2024-01-20\\)", history);
    }

    [Theory]
    [InlineData("assign", "field.person", "<@test:grace>", "<dd>Grace Hopper</dd>")]
    [InlineData("due", "field.date", "2024-03-01", "<time datetime=\"2024-03-01\">")]
    [InlineData("due", "field.date", "", "no date")]
    [InlineData("snooze", "field.date", "2024-01-25", "no reminder before 2024-01-25")]
    [InlineData("edit", "field.text", "Bound every query", "AI-001: Bound every query</h2>")]
    [InlineData("drop", "field.text", "not worth it", "<dd>Dropped: not worth it</dd>")]
    public async Task Its_forms_do_what_the_commands_do(string word, string field, string value, string shown)
    {
        await using var incident = await WithItemAsync("action Bound the query by 2024-01-20");

        var answer = await IncidentOnPages.SendAsync(
            incident.Page, WebUtility.HtmlDecode(await incident.Page.ShowAsync(First)), $"{IncidentOnPages.Root}/act", $"value=\"action {word} AI-001\"", (field, value));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(shown, await incident.Page.ShowAsync(First), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_only_looks_is_shown_everything_and_no_button()
    {
        await using var incident = await WithItemAsync("action Bound the query by 2024-01-10 --anyway");

        foreach (var path in new[] { List, First })
        {
            var page = await (await incident.Bot.GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("overdue by 5 days", page, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"command\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("field.", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(List + "/AI-007")]
    [InlineData(List + "/%3Cscript%3E")]
    [InlineData("/incidents/INC-2024-0115-1431/actions")]
    [InlineData("/incidents/nothing/actions/AI-001")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var incident = await WithItemAsync("action Bound the query");

        Assert.Equal(HttpStatusCode.NotFound, (await incident.Page.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Those_of_a_private_incident_are_for_its_people_alone()
    {
        await using var incident = await IncidentOnPages.StartAsync(postgres, "start P1 Layoffs --private --here");
        await incident.Bot.TypeAsync("action Bound the query");

        Assert.Equal(HttpStatusCode.NotFound, (await incident.Page.GetAsync(List)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await incident.Page.GetAsync(First)).StatusCode);
    }

    private async Task<IncidentOnPages> WithItemAsync(string command)
    {
        var incident = await IncidentOnPages.StartAsync(postgres);
        await incident.Bot.TypeAsync(command);
        return incident;
    }

    private static string InitialOf(string page, string name) => Regex.Match(page, $"name=\"{name}\"[^>]* value=\"([^\"]*)\"").Groups[1].Value;
}
