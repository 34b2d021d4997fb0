using System.Text;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.ActionItems;

/// <summary><c>/actions</c>: the action items of every incident; <c>/actions.csv</c>: the same for a spreadsheet.</summary>
internal static class ActionsEndpoint
{
    private const int Size = 50;
    private const int MostInFile = 100_000;

    public static async Task<IResult> GetAsync(HttpContext context, ActionItemCatalogue items, TimeProvider time)
    {
        var query = ActionsQuery.Read(context.Request, time.GetUtcNow());
        var page = await items.ListAsync(Viewer.Of(context).Audience, query.Filter, query.Page, Size, context.RequestAborted);
        return Pages.Show<ActionsPage>(new { Query = query, Page = page });
    }

    public static async Task<IResult> CsvAsync(HttpContext context, ActionItemCatalogue items, TimeProvider time)
    {
        var query = ActionsQuery.Read(context.Request, time.GetUtcNow());
        var all = await items.ListAsync(Viewer.Of(context).Audience, query.Filter, 1, MostInFile, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(ActionsCsv.Of(all.Shown, query.Filter.Today))).ToArray(), "text/csv; charset=utf-8", "action-items.csv");
    }
}
