using IncidentBot.BrowserTests.Browser;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.BrowserTests;

/// <summary>Whether people can read what the worked example leaves on the pages.</summary>
public sealed class ReadabilityTests(PlayedExample example, Chromium chromium) : IClassFixture<PlayedExample>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Neither_page_shuts_anybody_out(ColorScheme colors)
    {
        await using var visitor = await chromium.VisitAsync(example.Host, colors);

        await Expect(visitor.Paper.GetByRole(AriaRole.Heading, new() { Name = "Action Items" })).ToBeAttachedAsync();
        await Accessibility.AssertFineAsync(visitor.Page);

        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Message" }).FillAsync("/incident s");
        await Expect(visitor.Page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await Accessibility.AssertFineAsync(visitor.Page, "#composer");

        await visitor.Page.GotoAsync($"incidents/{example.Incident}");
        await Accessibility.AssertFineAsync(visitor.Page);
    }

    [Fact]
    public async Task On_a_telephone_nothing_scrolls_sideways()
    {
        await using var visitor = await chromium.VisitAsync(example.Host, width: 400);
        await visitor.SayAsync(new string('x', 300));

        await Expect(visitor.Message("xxxxxxxxxx")).ToBeVisibleAsync();
        await Sideways.AssertNothingAsync(visitor.Page);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Rooms", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByLabel("You are")).ToBeVisibleAsync();
        await Sideways.AssertNothingAsync(visitor.Page);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Document" }).ClickAsync();
        await Expect(visitor.Paper.GetByRole(AriaRole.Heading, new() { Name = "Action Items" })).ToBeAttachedAsync();
        await Sideways.AssertNothingAsync(visitor.Page);

        await visitor.Page.GotoAsync($"incidents/{example.Incident}");
        await Sideways.AssertNothingAsync(visitor.Page);
    }
}
