using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/log</c>: everything that was said and done; with <c>?event=123</c>, around that event.</summary>
internal static class LogEndpoint
{
    private const int EntriesShown = 200;

    public static async Task<IResult> ShowAsync(
        string id, string? kind, string? order, long? before, long? after, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "event")] long? entry,
        HttpContext context, IncidentStore incidents, LogPages log)
    {
        if (!IncidentId.TryParse(id, out var incident) || await incidents.FindAsync(incident, context.RequestAborted) is not { } record)
            return Pages.NotFound(context.Request);

        var filter = Enum.TryParse<LogFilter>(kind, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : LogFilter.Everything;
        var isNewestFirst = order == "newest";
        var slice = entry is { } wanted
            ? await log.AroundAsync(incident, wanted, EntriesShown, context.RequestAborted)
            : await log.ReadAsync(incident, filter, before ?? (isNewestFirst && after is null ? long.MaxValue : null), after, EntriesShown, context.RequestAborted);
        return Pages.Show<LogPage>(new
        {
            Record = record,
            Slice = slice,
            Filter = entry is null ? filter : LogFilter.Everything,
            IsNewestFirst = isNewestFirst,
            Wanted = entry,
        });
    }
}
