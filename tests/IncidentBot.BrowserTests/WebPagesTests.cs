using System.Text.RegularExpressions;
using IncidentBot.BrowserTests.Browser;
using IncidentBot.Tests.Sandbox;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.BrowserTests;

/// <summary>The web pages in a real browser, signed in by a link that the sandbox's chat gave.</summary>
public sealed class WebPagesTests(PlayedExample example, Chromium chromium) : IClassFixture<PlayedExample>
{
    private static readonly string[] Pages = ["incidents", "incidents?q=nothing+like+this", "actions?show=All", "trends?months=24"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_shuts_anybody_out(ColorScheme colors)
    {
        await using var visitor = await chromium.VisitAsync(example.Host, colors, width: 1200);
        foreach (var path in Pages.Append("incidents/INC-1999-0101-0000"))
        {
            await visitor.Page.GotoAsync(path);
            await Accessibility.AssertFineAsync(visitor.Page);
        }

        await visitor.Page.GotoAsync(await LinkAsync());
        await Accessibility.AssertFineAsync(visitor.Page);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in as Ada" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Signed in as Ada")).ToBeVisibleAsync();
        foreach (var path in Pages.Append($"incidents/{example.Incident}"))
        {
            await visitor.Page.GotoAsync(path);
            foreach (var numbers in await visitor.Page.Locator(".numbers > summary").AllAsync())
                await numbers.ClickAsync();
            await Accessibility.AssertFineAsync(visitor.Page);
            await PhotographAsync(visitor.Page, $"{path}-{colors}-1200");
        }

        visitor.AssertUntroubled(except: "404");
    }

    [Fact]
    public async Task On_a_telephone_nothing_scrolls_sideways()
    {
        await using var visitor = await chromium.VisitAsync(example.Host, width: 390);
        await visitor.Page.GotoAsync(await LinkAsync());
        await PhotographAsync(visitor.Page, "sign-in-390");
        await Sideways.AssertNothingAsync(visitor.Page);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in as Ada" }).ClickAsync();

        foreach (var path in Pages.Append($"incidents/{example.Incident}"))
        {
            await visitor.Page.GotoAsync(path);
            await PhotographAsync(visitor.Page, $"{path}-390");
            await Sideways.AssertNothingAsync(visitor.Page);
        }
    }

    [Fact]
    public async Task By_keyboard_alone_one_signs_in_and_finishes_an_action_item()
    {
        await using var visitor = await chromium.VisitAsync(example.Host);
        var page = visitor.Page;
        await page.GotoAsync(await LinkAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as Ada" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/incidents"));
        await page.GotoAsync("actions");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        var done = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Done AI-003") }).First;
        await done.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("AI-003 Done");
        visitor.AssertUntroubled();
    }

    [Fact]
    public async Task Moments_stand_in_the_readers_time_too()
    {
        await using var visitor = await chromium.VisitAsync(example.Host, zone: "Asia/Kolkata");

        await visitor.Page.GotoAsync("incidents");

        await Expect(visitor.Page.Locator("time[datetime='2024-01-15T14:30:00Z']").First).ToHaveTextAsync("2024-01-15 14:30 UTC (20:00 your time)");
        visitor.AssertUntroubled();
    }

    /// <summary>Ada asks for it in the chat; the newest answer has it.</summary>
    private async Task<string> LinkAsync()
    {
        await example.Host.SayAsync("general", "ada", "/incident web");
        var spans = (await example.Host.MessagesAsync("general"))
            .Where(message => message.TryGetProperty("said", out _))
            .SelectMany(message => message.GetProperty("said").EnumerateArray());
        var link = spans.Last(span => SandboxHost.Text(span, "style") == "link" && SandboxHost.Text(span, "text") == "Sign in");
        return new Uri(SandboxHost.Text(link, "target")!).PathAndQuery;
    }

    /// <summary>For people to look at, where a folder for it is named.</summary>
    private static async Task PhotographAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("INCIDENTBOT_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, Regex.Replace(name, "[^A-Za-z0-9-]+", "-") + ".png"), FullPage = true });
    }
}
