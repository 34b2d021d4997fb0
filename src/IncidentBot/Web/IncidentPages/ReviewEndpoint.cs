using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/review</c>: who has read the document, what they say of it, and their signatures.</summary>
internal static class ReviewEndpoint
{
    public static async Task<IResult> ShowAsync(string id, HttpContext context, IncidentStore incidents, DocumentReader documents) =>
        IncidentId.TryParse(id, out var incident) && await incidents.FindAsync(incident, context.RequestAborted) is { } record
            ? Pages.Show<ReviewPage>(new { Record = record, Slots = documents.Slots(record), Missing = documents.MissingParts(record) })
            : Pages.NotFound(context.Request);
}
