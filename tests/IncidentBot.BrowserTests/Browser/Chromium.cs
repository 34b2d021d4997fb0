using IncidentBot.BrowserTests.Browser;
using IncidentBot.Tests.Sandbox;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace IncidentBot.BrowserTests.Browser;

/// <summary>One browser for the run, the one that the system has: none is ever downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Quietly =
        ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();

        // Chromium's own sandbox does not start under root, and nothing but the bot's own pages is opened.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Quietly, ChromiumSandbox = false });
    }

    /// <summary>Opens the sandbox in a window of its own, with nothing remembered from another.</summary>
    internal async Task<Visitor> VisitAsync(SandboxHost host, ColorScheme colors = ColorScheme.Light, int width = 1280, string? zone = null)
    {
        var window = await _browser!.NewContextAsync(new()
        {
            BaseURL = host.Client.BaseAddress!.ToString(),
            ColorScheme = colors,
            ViewportSize = new() { Width = width, Height = 800 },
            TimezoneId = zone,
        });
        var visitor = new Visitor(await window.NewPageAsync());
        await visitor.OpenSandboxAsync();
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium on PATH: install the package chromium.");
    }
}
