using System.Net;
using IncidentBot.Incidents;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Web.IncidentOnPages;

namespace IncidentBot.Tests.Web;

public sealed class IncidentPageTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Says_what_is_missing_and_leads_to_where_it_is_filled()
    {
        await using var incident = await StartAsync(postgres);

        var page = await incident.Page.ShowAsync(Root);

        Assert.Contains("<h1>Payments down</h1>", page, StringComparison.Ordinal);
        Assert.Contains("required parts are filled", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Cause}\">Primary Cause</a>", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Root}/edit/lessons-learned", page.Replace("what-went-well", "lessons-learned", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var file in new[] { "postmortem.md", "postmortem.json", "log.jsonl" })
            Assert.Contains($"href=\"{Root}/{file}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/edit/root-cause/primary-cause")]
    [InlineData("/edit/incident-information/severity")]
    [InlineData("/timeline")]
    [InlineData("/log")]
    [InlineData("/history")]
    public async Task Each_of_its_pages_shows_the_card_and_the_way_to_the_others(string path)
    {
        await using var incident = await StartAsync(postgres);

        var page = await incident.Page.ShowAsync(Root + path);

        Assert.Contains("<h1>Payments down</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Root}/log\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?at=2024-01-15T15:00Z")]
    [InlineData("/changes")]
    [InlineData("/edit/root-cause/primary-cause")]
    [InlineData("/timeline")]
    [InlineData("/log")]
    [InlineData("/history")]
    [InlineData("/files/1/F1")]
    public async Task A_private_incident_is_not_there_for_others(string path)
    {
        await using var incident = await StartAsync(postgres, "start P1 Secret breach --here --private");

        var answer = await incident.Page.GetAsync(Root + path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Secret breach", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_can_others_write_in_it()
    {
        await using var incident = await StartAsync(postgres, "start P1 Secret breach --here --private");
        using var ada = await Browser.SignedInAsync(incident.Bot, RunningBot.Ada);
        var page = await ada.ShowAsync(Cause);

        foreach (var path in new[] { Cause, $"{Root}/timeline/1", $"{Root}/log/1" })
            Assert.Equal(HttpStatusCode.NotFound, (await incident.Page.PostAsync(path, [.. Browser.FieldsOf(page, Cause), ("field.text", "Gotcha")])).StatusCode);
    }

    [Fact]
    public async Task A_fact_is_mended_by_the_form_of_its_command()
    {
        await using var incident = await StartAsync(postgres);
        var page = await incident.Page.ShowAsync($"{Root}/edit/incident-information/severity");

        var answer = await SendAsync(incident.Page, page, $"{Root}/act", "severity", ("field.severity", "P0"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("<dd class=\"P0\">P0</dd>", await incident.Page.ShowAsync(Root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newer_facts_stand_beside_what_a_person_wrote_and_one_press_takes_them()
    {
        await using var incident = await StartAsync(postgres);
        await incident.Bot.TypeAsync("section \"Primary Cause\" The pool was too small");
        await incident.Bot.TypeAsync("cause A slow query held the connections");
        Assert.Contains("Newer facts", await incident.Page.ShowAsync(Root), StringComparison.Ordinal);

        await incident.PressAsync(Root, "section release \"root-cause/primary-cause\"");

        var page = await incident.Page.ShowAsync(Root);
        Assert.Contains("<strong>Primary Cause</strong>: A slow query held the connections", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Newer facts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_typed_is_shown_as_it_was_typed_on_every_page()
    {
        const string hostile = "<img src=x onerror=alert(1)></textarea></pre><script>alert(2)</script>";
        await using var incident = await StartAsync(postgres, $"start P1 {hostile} --here");
        await incident.Bot.TypeAsync($"note {hostile}");
        await incident.Bot.TypeAsync($"section \"Primary Cause\" {hostile}");
        await incident.Bot.TypeAsync("cause A slow query");
        await incident.Bot.TypeAsync($"link https://example.com/ {hostile}");
        await incident.Bot.WriteAsync(hostile);
        var files = new MessagePosted("see") { Files = [new SharedFile(hostile, null, "javascript:alert(3)")] };
        var source = new EventSource(RunningBot.Channel, RunningBot.Occasion("m"), Permalink: "javascript:alert(4)");
        await incident.Bot.HappenAsync($"message {source.MessageKey}", source, files);

        foreach (var path in new[] { "", "?at=2024-01-15T15:00Z", "/edit/root-cause/primary-cause", "/timeline?change=2", "/log", "/history", "/review", "/related" })
        {
            var page = await incident.Page.ShowAsync(Root + path);

            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\"javascript:", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        }
    }
}
