using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Acting;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/actions</c>: the action items of an incident; <c>/incidents/{id}/actions/{item}</c>: one of them, with its history.</summary>
internal static class ActionItemsEndpoint
{
    public static async Task<IResult> ListAsync(string id, HttpContext context, IncidentStore incidents, TimeProvider time) =>
        await FindAsync(id, incidents, context.RequestAborted) is { } record
            ? Pages.Show<ActionItemsPage>(new { Record = record, Today = Today(context, time) })
            : Pages.NotFound(context.Request);

    public static async Task<IResult> ShowAsync(string id, string item, HttpContext context, IncidentStore incidents, TimelineEventStore events, TimeProvider time)
    {
        if (await FindAsync(id, incidents, context.RequestAborted) is not { } record || record.FindActionItem(item.ToUpperInvariant()) is not { } found)
            return Pages.NotFound(context.Request);

        var changes = await events.ReadAsync([.. found.Evidence], context.RequestAborted);
        return Pages.Show<ActionItemPage>(new { Record = record, Item = found, Changes = changes, Today = Today(context, time) });
    }

    private static async Task<IncidentRecord?> FindAsync(string id, IncidentStore incidents, CancellationToken cancellationToken) =>
        IncidentId.TryParse(id, out var incident) ? await incidents.FindAsync(incident, cancellationToken) : null;

    /// <summary>The reader's.</summary>
    private static DateOnly Today(HttpContext context, TimeProvider time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), PageAction.ZoneOf(context.Request)).DateTime);
}
