using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/related</c>: incidents that may have to do with this one, with the reason and what is still to be done from them.</summary>
internal static class RelatedEndpoint
{
    private const int Most = 10;

    public static async Task<IResult> ShowAsync(string id, HttpContext context, IncidentStore incidents, RelatedIncidentStore related)
    {
        if (!IncidentId.TryParse(id, out var incident) || await incidents.FindAsync(incident, context.RequestAborted) is not { } record)
            return Pages.NotFound(context.Request);

        var person = Viewer.Of(context).Person ?? RelatedIncidentStore.Anybody;
        return Pages.Show<RelatedPage>(new { Record = record, Suggestions = await related.SuggestAsync(record, person, Most, context.RequestAborted) });
    }
}
