using System.Net;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Web.IncidentOnPages;

namespace IncidentBot.Tests.Web;

public sealed class IncidentPastTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_document_is_shown_as_it_was_recorded_at_a_moment_and_cannot_be_changed()
    {
        await using var incident = await StartAsync(postgres);
        await incident.Bot.TypeAsync("cause The first guess");
        incident.Clock.Advance(TimeSpan.FromHours(1));
        await incident.Bot.TypeAsync("cause The real cause");
        await incident.Bot.TypeAsync("note 14:00 Told of only later");

        var then = await incident.Page.ShowAsync($"{Root}?at=2024-01-15T15:00Z");
        var now = await incident.Page.ShowAsync(Root);

        Assert.Contains("The first guess", then, StringComparison.Ordinal);
        Assert.DoesNotContain("The real cause", then, StringComparison.Ordinal);
        Assert.DoesNotContain("Told of only later", then, StringComparison.Ordinal);
        Assert.DoesNotContain("/edit/root-cause", then, StringComparison.Ordinal);
        Assert.DoesNotContain("data-changes", then, StringComparison.Ordinal);
        Assert.Contains("The real cause", now, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-01-15T14:00Z")]
    [InlineData("yesterday")]
    public async Task There_is_nothing_to_see_before_it_was_declared(string at)
    {
        await using var incident = await StartAsync(postgres);

        Assert.Equal(HttpStatusCode.NotFound, (await incident.Page.GetAsync($"{Root}?at={at}")).StatusCode);
    }

    [Fact]
    public async Task The_history_leads_to_each_moment_that_matters()
    {
        await using var incident = await StartAsync(postgres);
        incident.Clock.Advance(TimeSpan.FromMinutes(10));
        await incident.Bot.TypeAsync("section \"Primary Cause\" Written at twenty to three");
        incident.Clock.Advance(TimeSpan.FromMinutes(10));
        await incident.Bot.TypeAsync("resolve");

        var history = await incident.Page.ShowAsync($"{Root}/history");
        var moment = System.Text.RegularExpressions.Regex.Matches(history, $"href=\"({Root}\\?at=[^\"]+)\"").Select(found => WebUtility.HtmlDecode(found.Groups[1].Value)).ToList();

        Assert.Equal(3, moment.Count);
        Assert.Contains("Written at twenty to three", await incident.Page.ShowAsync(moment[1]), StringComparison.Ordinal);
        Assert.DoesNotContain("Written at twenty to three", await incident.Page.ShowAsync(moment[2]), StringComparison.Ordinal);
    }
}
