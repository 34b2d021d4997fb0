using System.Net.ServerSentEvents;
using System.Text.Json;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Web.IncidentOnPages;

namespace IncidentBot.Tests.Web;

public sealed class IncidentChangesTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_page_is_sent_the_sections_that_changed_and_the_card()
    {
        await using var incident = await StartAsync(postgres);
        await using var line = await OpenAsync(incident.Page);
        var whole = await NextAsync(incident, line);

        await incident.Bot.TypeAsync("cause A slow query");
        var changed = await NextAsync(incident, line);

        Assert.True(Sections(whole).Count > 10);
        var section = Assert.Single(Sections(changed));
        Assert.Equal("root-cause", section.GetProperty("id").GetString());
        Assert.Contains("A slow query", section.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(Version(whole, "gaps"), Version(changed, "gaps"));
        Assert.Equal(Version(whole, "card"), Version(changed, "card"));
    }

    [Fact]
    public async Task The_page_as_it_is_first_shown_is_of_the_same_versions_as_what_is_sent_later()
    {
        await using var incident = await StartAsync(postgres);
        await using var line = await OpenAsync(incident.Page);
        var whole = await NextAsync(incident, line);

        var page = await incident.Page.ShowAsync(Root);

        foreach (var version in Sections(whole).Select(section => section.GetProperty("version").GetString()).Append(Version(whole, "card")).Append(Version(whole, "gaps")))
            Assert.Contains($"data-version=\"{version}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_ends_when_the_incident_becomes_private()
    {
        await using var incident = await StartAsync(postgres);
        await using var line = await OpenAsync(incident.Page);
        await NextAsync(incident, line);

        await incident.Bot.TypeAsync("private");
        await incident.Bot.TypeAsync("cause A secret");

        Assert.False(await incident.WhileTimePassesAsync(line.MoveNextAsync().AsTask()));
    }

    [Fact]
    public async Task The_line_ends_when_the_session_does()
    {
        await using var incident = await StartAsync(postgres);
        await using var line = await OpenAsync(incident.Page);
        await NextAsync(incident, line);

        await incident.Page.PressAsync(await incident.Page.ShowAsync(Root), "/sign-out");
        await incident.Bot.TypeAsync("cause A secret");
        var heard = new List<string>();
        while (await incident.WhileTimePassesAsync(line.MoveNextAsync().AsTask()))
            heard.Add(line.Current.EventType);

        Assert.All(heard, kind => Assert.Contains(kind, new[] { "alive", "change" }));
    }

    private static async Task<IAsyncEnumerator<SseItem<string>>> OpenAsync(Browser browser) =>
        SseParser.Create(await browser.OpenAsync($"{Root}/changes")).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);

    private static async Task<JsonElement> NextAsync(IncidentOnPages incident, IAsyncEnumerator<SseItem<string>> line)
    {
        do
            Assert.True(await incident.WhileTimePassesAsync(line.MoveNextAsync().AsTask()));
        while (line.Current.EventType != "change");
        return JsonElement.Parse(line.Current.Data);
    }

    private static List<JsonElement> Sections(JsonElement change) => [.. change.GetProperty("sections").EnumerateArray()];

    private static string? Version(JsonElement change, string part) => change.GetProperty(part).GetProperty("version").GetString();
}
