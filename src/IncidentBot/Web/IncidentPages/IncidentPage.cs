using System.Globalization;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}</c>: the live document; with <c>?at=2024-01-15T15:00Z</c>, as it was recorded at that moment.</summary>
internal static class IncidentPage
{
    private static readonly PageTrouble NoMoment = new("No such moment", "A moment is written like 2024-01-15T15:00Z, and lies after the incident was declared.");

    public static async Task<IResult> GetAsync(
        string id, string? at, HttpContext context, LiveDocuments documents, DocumentReader past, PageParts parts)
    {
        if (!IncidentId.TryParse(id, out var incident))
            return Pages.NotFound(context.Request);
        if (at is null)
        {
            return await documents.ReadAsync(incident, context.RequestAborted) is { } now
                ? Pages.Show<DocumentPage>(new { now.Live.Record, Page = await parts.OfAsync(now.Since(null)!) })
                : Pages.NotFound(context.Request);
        }

        if (ReadMoment(at) is not { } moment || await past.ReadAsync(incident, moment, context.RequestAborted) is not { } then)
            return Pages.Trouble(StatusCodes.Status404NotFound, NoMoment);

        return Pages.Show<PastPage>(new { At = moment, Then = RenderedDocument.Of(then, null) });
    }

    /// <summary>UTC, where no zone is said.</summary>
    public static DateTimeOffset? ReadMoment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
