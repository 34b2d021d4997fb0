using Microsoft.Playwright;
using Xunit;

namespace IncidentBot.BrowserTests.Browser;

internal static class Sideways
{
    /// <summary>A block of code may scroll in itself; everything else must fit in the window.</summary>
    private const string Offenders = """
        () => [...document.querySelectorAll('html, body, body *')]
          .filter(element => element.checkVisibility() && !element.parentElement?.closest('pre, svg'))
          .filter(element => element.getBoundingClientRect().right > innerWidth + 1
            || (element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && !element.matches('pre')))
          .map(element => `${element.tagName} ${element.id} ${element.className}: ${element.scrollWidth} of ${element.clientWidth}`)
        """;

    public static async Task AssertNothingAsync(IPage page)
    {
        var offenders = await page.EvaluateAsync<string[]>(Offenders);

        Assert.True(offenders.Length == 0, string.Join('\n', offenders));
    }
}
