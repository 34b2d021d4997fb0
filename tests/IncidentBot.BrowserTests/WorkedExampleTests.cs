using IncidentBot.BrowserTests.Browser;
using IncidentBot.Sandbox.Script;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Sandbox;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.BrowserTests;

public sealed class WorkedExampleTests(PostgresFixture postgres, Chromium chromium)
{
    [Fact]
    public async Task The_played_example_ends_with_its_sections_on_the_page()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var visitor = await chromium.VisitAsync(host);
        var golden = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Documents", $"{ChatScript.WorkedExample}.md"), TestContext.Current.CancellationToken);

        await PlayedExample.PlayAsync(host);

        await Expect(visitor.Paper.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Database Connection Pool Exhaustion");
        await Expect(visitor.Paper.GetByRole(AriaRole.Heading, new() { Level = 2 }))
            .ToContainTextAsync(golden.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        await Expect(visitor.Paper.Locator("tbody tr")).ToContainTextAsync(
            golden.Where(line => line.StartsWith("| 1", StringComparison.Ordinal) || line.StartsWith("| AI-", StringComparison.Ordinal)).Select(line => line.Split('|')[2].Trim()));
        visitor.AssertUntroubled();
    }
}
