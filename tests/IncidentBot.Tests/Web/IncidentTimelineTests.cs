using System.Net;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Web.IncidentOnPages;

namespace IncidentBot.Tests.Web;

public sealed class IncidentTimelineTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_note_is_added_by_its_form()
    {
        await using var incident = await StartAsync(postgres);

        await SendAsync(incident.Page, await incident.Page.ShowAsync($"{Root}/timeline"), $"{Root}/act", "name=\"verb\" value=\"note\"",
            ("field.text", "Alert fired"), ("field.action", "On-call paged"), ("field.at", "14:10Z"));

        var page = await incident.Page.ShowAsync($"{Root}/timeline");
        Assert.Contains("Alert fired</td>", page, StringComparison.Ordinal);
        Assert.Contains("On-call paged</td>", page, StringComparison.Ordinal);
        Assert.Contains(">14:10</time>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_and_time_of_a_row_are_changed_in_one_form_and_nothing_in_it_is_an_option()
    {
        await using var incident = await StartAsync(postgres);
        await incident.Bot.TypeAsync("note 14:10 Alert fired");
        var page = await incident.Page.ShowAsync($"{Root}/timeline?change=2");

        await SendAsync(incident.Page, page, $"{Root}/timeline/2", null,
            ("field.event", "The alert --at 9:00 fired"), ("field.action", "paged"), ("field.time", "2024-01-15 14:12Z"));

        var row = RowOf(await incident.Page.ShowAsync($"{Root}/timeline"), 2);
        Assert.Contains("The alert --at 9:00 fired</td>", row, StringComparison.Ordinal);
        Assert.Contains("paged</td>", row, StringComparison.Ordinal);
        Assert.Contains(">14:12</time>", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_cannot_be_read_is_told_and_what_was_typed_is_still_there()
    {
        await using var incident = await StartAsync(postgres);
        await incident.Bot.TypeAsync("note 14:10 Alert fired");
        var page = await incident.Page.ShowAsync($"{Root}/timeline?change=2");

        var answer = await SendAsync(incident.Page, page, $"{Root}/timeline/2", null, ("field.event", "Alert fired"), ("field.action", "paged"), ("field.time", "soon"));
        var refused = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("role=\"alert\"", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"soon\"", refused, StringComparison.Ordinal);
        Assert.Contains("paged</textarea>", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_hidden_can_be_shown_again()
    {
        await using var incident = await StartAsync(postgres);
        await incident.Bot.TypeAsync("note 14:10 Alert fired");

        await incident.PressAsync($"{Root}/timeline", "timeline hide 2");
        Assert.DoesNotContain("id=\"row-2\"", await incident.Page.ShowAsync($"{Root}/timeline"), StringComparison.Ordinal);
        await incident.PressAsync($"{Root}/timeline", "timeline show 2");

        Assert.Contains("id=\"row-2\"", await incident.Page.ShowAsync($"{Root}/timeline"), StringComparison.Ordinal);
    }

    private static string RowOf(string page, int number)
    {
        var from = page.IndexOf($"id=\"row-{number}\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</tr>", from, StringComparison.Ordinal)];
    }
}
