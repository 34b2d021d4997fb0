using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.Overview;

/// <summary><c>/incidents</c>: the list, with filters and search.</summary>
internal static class IncidentsEndpoint
{
    private const int Size = 25;

    /// <summary>Of what a search finds, so many are looked at further.</summary>
    private const int MostFound = 1000;

    public static async Task<IResult> GetAsync(HttpContext context, IncidentCatalogue incidents, IncidentLists lists, DocumentReader documents)
    {
        var viewer = Viewer.Of(context);
        var query = IncidentsQuery.Read(context.Request.Query);
        var filter = query.Words.Length == 0 ? query.Filter : query.Filter with { Among = await SearchAsync(lists, viewer, query.Words, context.RequestAborted) };
        var page = await incidents.ListAsync(viewer.Audience, filter, query.Page, Size, context.RequestAborted);
        return Pages.Show<IncidentsPage>(new { Query = query, Page = page, Rows = page.Shown.Select(record => IncidentRow.Of(record, documents)).ToList() });
    }

    private static async Task<IReadOnlyCollection<string>> SearchAsync(IncidentLists lists, Viewer viewer, string words, CancellationToken cancellationToken)
    {
        // Whoever is nobody in particular finds what is public.
        var person = viewer.Person ?? new Person("", "");
        var found = await lists.SearchAsync(person, words, 1, MostFound, cancellationToken);
        return [.. found.Shown.Select(line => line.Id)];
    }
}
