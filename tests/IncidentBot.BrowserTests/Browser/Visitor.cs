using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.BrowserTests.Browser;

/// <summary>Somebody with the sandbox before them, and whatever goes wrong on their screen.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _troubles = new();

    public Visitor(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _troubles.Enqueue($"error: {error}");
        page.Request += (_, request) => Watch(new Uri(request.Url));
        page.Console += (_, line) =>
        {
            // A violation of the content security policy is told here too.
            if (line.Type is "error" or "warning")
                _troubles.Enqueue($"console: {line.Text}");
        };
        page.Dialog += (_, dialog) =>
        {
            _troubles.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>The document beside the chat.</summary>
    public ILocator Paper => Page.Locator("#paper");

    public async Task OpenSandboxAsync()
    {
        await Page.GotoAsync("sandbox");
        await Expect(Page.Locator("#rooms")).ToContainTextAsync("#general");
    }

    public ILocator Messages => Page.Locator("#messages .message");

    public ILocator Message(string text) => Messages.Filter(new() { HasText = text });

    public Task BecomeAsync(string name) => Page.GetByLabel("You are").SelectOptionAsync(name);

    public async Task SayAsync(string text)
    {
        var box = Page.GetByRole(AriaRole.Combobox, new() { Name = "Message" });
        await box.FillAsync(text);
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("");
    }

    /// <summary>Types the start of an incident and waits until the page has gone to its new room.</summary>
    /// <returns>The incident's id.</returns>
    public async Task<string> StartIncidentAsync(string title)
    {
        await SayAsync($"/incident start P1 {title}");
        await Expect(Page.Locator("#incident-badges")).ToContainTextAsync("P1");
        var draft = await Page.GetByRole(AriaRole.Link, new() { Name = "draft .md" }).GetAttributeAsync("href");
        return Regex.Match(draft!, @"INC-[\d-]+").Value;
    }

    public Task KeepAsync(string text) => DoAsync(text, "Keep in the timeline");

    /// <summary>Presses a button that shows when one points at the message.</summary>
    public async Task DoAsync(string text, string action)
    {
        var message = Message(text).Last;
        await message.HoverAsync();
        await message.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
    }

    /// <param name="except">What was to be expected: the browser tells of each page that is not there.</param>
    public void AssertUntroubled(string? except = null) =>
        Assert.DoesNotContain(_troubles, trouble => except is null || !trouble.Contains(except, StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void Watch(Uri address)
    {
        if (address.Scheme != "data" && !address.IsLoopback)
            _troubles.Enqueue($"left this machine: {address}");
    }
}
