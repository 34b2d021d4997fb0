using System.Text.RegularExpressions;
using IncidentBot.BrowserTests.Browser;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Sandbox;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.BrowserTests;

/// <summary>The page of an incident in a real browser, with somebody signed in before it.</summary>
public sealed class IncidentPageTests(PostgresFixture postgres, Chromium chromium)
{
    private const string Cause = "root-cause/primary-cause";

    [Theory]
    [InlineData(ColorScheme.Light, 1200)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task None_of_its_pages_shuts_anybody_out(ColorScheme colors, int width)
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host, colors, width: 1200);
        var incident = await OpenAsync(ada);
        var (room, _) = await host.IncidentRoomAsync();
        await host.SayAsync(room, "grace", "all pods are out of connections");
        await host.SayAsync(room, "grace", "/incident section \"Primary Cause\" The pool was too small");
        await host.SayAsync(room, "grace", "/incident cause A slow query held the connections");
        await host.SayAsync(room, "grace", "/incident action P0 Bound the query @ada by tomorrow");
        await host.SayAsync(room, "grace", "/incident prevent monitoring Alert on the pool");
        await ada.Page.SetViewportSizeAsync(width, 800);

        foreach (var path in new[] { "", $"/edit/{Cause}", "/edit/incident-information/severity", "/timeline?change=1", "/log", "/actions", "/actions/AI-001", "/history", "?at=2100-01-01" })
        {
            await ada.Page.GotoAsync($"incidents/{incident}{path}");
            await ada.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
            await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Checkout is down");
            await Accessibility.AssertFineAsync(ada.Page);
            await Sideways.AssertNothingAsync(ada.Page);
        }

        ada.AssertUntroubled();
    }

    [Fact]
    public async Task A_slot_is_written_in_its_place_without_a_mouse()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await OpenAsync(ada);
        var link = EditLink(ada);

        await link.FocusAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(Box(ada)).ToBeFocusedAsync();
        await Accessibility.AssertFineAsync(ada.Page, "#document");
        await ada.Page.Keyboard.TypeAsync("The pool was too small");
        await ada.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(ada.Page.Locator("#root-cause")).ToContainTextAsync("Primary Cause: The pool was too small");
        await Expect(Box(ada)).ToHaveCountAsync(0);
        await Expect(link).ToBeFocusedAsync();

        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(Box(ada)).ToHaveValueAsync("The pool was too small");
        await ada.Page.Keyboard.PressAsync("Escape");

        await Expect(Box(ada)).ToHaveCountAsync(0);
        await Expect(link).ToBeFocusedAsync();
        ada.AssertUntroubled();
    }

    [Fact]
    public async Task What_is_read_stays_where_it_is_while_the_document_grows_above_it()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await OpenAsync(ada);
        var (room, _) = await host.IncidentRoomAsync();
        var reading = ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Prevention" });
        await reading.EvaluateAsync("heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 20)");
        var before = await reading.EvaluateAsync<double>("heading => heading.getBoundingClientRect().top");

        for (var number = 1; number <= 5; number++)
            await host.SayAsync(room, "grace", $"/incident note Event no. {number}");
        await Expect(ada.Page.Locator("#timeline")).ToContainTextAsync("Event no. 5");

        Assert.Equal(before, await reading.EvaluateAsync<double>("heading => heading.getBoundingClientRect().top"), tolerance: 2.0);
        await Expect(ada.Page.Locator("#announce")).ToContainTextAsync("Timeline");
        ada.AssertUntroubled();
    }

    [Fact]
    public async Task Of_two_who_write_in_the_same_slot_the_second_sees_both_texts_and_loses_none()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await using var grace = await chromium.VisitAsync(host);
        var incident = await OpenAsync(ada);
        await grace.BecomeAsync("grace");
        await SignInAsync(grace);
        await grace.Page.GotoAsync($"incidents/{incident}");
        await EditLink(ada).ClickAsync();
        await EditLink(grace).ClickAsync();

        await Box(ada).FillAsync("Ada's cause");
        await Box(grace).FillAsync("Grace's cause");
        await Box(ada).PressAsync("Control+Enter");
        await Expect(ada.Page.Locator("#root-cause")).ToContainTextAsync("Ada's cause");
        await Expect(Box(grace)).ToHaveValueAsync("Grace's cause");
        await Box(grace).PressAsync("Control+Enter");

        await Expect(grace.Page.Locator("#theirs")).ToHaveTextAsync("Ada's cause");
        await Expect(Box(grace)).ToHaveValueAsync("Grace's cause");
        await Box(grace).PressAsync("Control+Enter");
        await Expect(ada.Page.Locator("#root-cause")).ToContainTextAsync("Grace's cause");
    }

    [Fact]
    public async Task What_was_not_saved_is_still_there_after_the_page_was_loaded_again()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await OpenAsync(ada);
        await EditLink(ada).ClickAsync();
        await Box(ada).FillAsync("Not saved yet");
        await ada.Page.WaitForFunctionAsync("() => Object.keys(sessionStorage).some(key => key.startsWith('draft '))");

        await ada.Page.ReloadAsync();

        await Expect(Box(ada)).ToHaveValueAsync("Not saved yet");
        ada.AssertUntroubled();
    }

    private static ILocator EditLink(Visitor visitor) => visitor.Page.Locator($"a.edit[data-slot='{Cause}']");

    private static ILocator Box(Visitor visitor) => visitor.Page.Locator("#document textarea");

    /// <summary>Starts an incident in the chat, and goes to its page, signed in.</summary>
    private static async Task<string> OpenAsync(Visitor visitor)
    {
        var incident = await visitor.StartIncidentAsync("Checkout is down");
        await SignInAsync(visitor);
        await visitor.Page.GotoAsync($"incidents/{incident}");
        await Expect(visitor.Page.Locator("#document")).ToBeVisibleAsync();
        return incident;
    }

    private static async Task SignInAsync(Visitor visitor)
    {
        await visitor.SayAsync("/incident web");
        var link = await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).Last.GetAttributeAsync("href");
        await visitor.Page.GotoAsync(new Uri(link!).AbsolutePath);
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sign in as") }).ClickAsync();
        await visitor.Page.WaitForURLAsync(new Regex("/incidents"));
    }
}
