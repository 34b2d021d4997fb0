using IncidentBot.BrowserTests.Browser;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Sandbox;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.BrowserTests;

public sealed class HostileTextTests(PostgresFixture postgres, Chromium chromium)
{
    private static readonly string[] Hostile =
    [
        "<img src=x onerror=alert(1)>",
        "<img src=http://example.com/seen.png>",
        "</script><script>alert(2)</script>",
        "| a | b |",
        "![](http://example.com/seen-too.png) **not bold**",
    ];

    [Fact]
    public async Task Hostile_text_is_shown_as_it_was_typed_in_chat_and_document_and_does_nothing()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        var incident = await ada.StartIncidentAsync("Hostile <b>title</b> | with a bar");

        foreach (var text in Hostile)
        {
            await ada.SayAsync(text);
            await ada.KeepAsync(text);
        }

        foreach (var text in Hostile)
        {
            await Expect(ada.Message(text).Locator(".text")).ToHaveTextAsync(text);
            await Expect(ada.Paper.Locator("td").Filter(new() { HasText = text }).First).ToHaveTextAsync(text);
        }

        await ada.Page.GotoAsync($"incidents/{incident}");
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Hostile <b>title</b> | with a bar");
        foreach (var text in Hostile)
            await Expect(ada.Page.Locator("td").Filter(new() { HasText = text }).First).ToHaveTextAsync(text);
        ada.AssertUntroubled();
    }
}
