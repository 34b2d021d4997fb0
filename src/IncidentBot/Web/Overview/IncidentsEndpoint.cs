using IncidentBot.Documents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.Overview;

/// <summary><c>/incidents</c>: the list, with filters and search.</summary>
internal static class IncidentsEndpoint
{
    private const int Size = 25;

    /// <summary>Of what a search finds, so many are looked at further.</summary>
    private const int MostFound = 1000;

    public static async Task<IResult> GetAsync(HttpContext context, IncidentCatalogue incidents, DocumentReader documents)
    {
        var audience = Viewer.Of(context).Audience;
        var query = IncidentsQuery.Read(context.Request.Query);
        var filter = query.Words.Length == 0 ? query.Filter : query.Filter with { Among = await incidents.SearchAsync(audience, query.Words, MostFound, context.RequestAborted) };
        var page = await incidents.ListAsync(audience, filter, query.Page, Size, context.RequestAborted);
        return Pages.Show<IncidentsPage>(new { Query = query, Page = page, Rows = page.Shown.Select(record => IncidentRow.Of(record, documents)).ToList() });
    }
}
