using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.Trends;

/// <summary><c>/trends</c>: how long things take and how many there are; never of a person.</summary>
internal static class TrendsEndpoint
{
    public static int[] Spans { get; } = [6, 12, 24];

    public static async Task<IResult> GetAsync(HttpContext context, TrendStore trends, TimeProvider time)
    {
        var span = int.TryParse(context.Request.Query["months"], out var asked) && Spans.Contains(asked) ? asked : 12;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - span);
        var audience = Viewer.Of(context).Audience;
        var since = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
        var incidents = await trends.TimesAsync(audience, since, context.RequestAborted);
        var waiting = await trends.WaitingItemsAsync(audience, context.RequestAborted);
        var done = await trends.DoneItemsAsync(audience, since, context.RequestAborted);
        return Pages.Show<TrendsPage>(new { Trends = TrendsOf.Count(incidents, waiting, done, first, today), Span = span });
    }
}
