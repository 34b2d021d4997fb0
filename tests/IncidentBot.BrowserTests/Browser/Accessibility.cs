using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace IncidentBot.BrowserTests.Browser;

internal static class Accessibility
{
    /// <summary>Lets axe look at the page as it is now; what it calls serious or critical fails the test, with its places.</summary>
    /// <param name="within">A selector: only this part is looked at.</param>
    public static async Task AssertFineAsync(IPage page, string within = "html")
    {
        var seen = await page.Locator(within).RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations], Iframes = false });

        Assert.NotEmpty(seen.Passes);
        var faults = seen.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}: {string.Join(' ', node.Any.Select(check => check.Message))}"))
            .ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
