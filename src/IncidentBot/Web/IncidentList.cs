using IncidentBot.Storage;

namespace IncidentBot.Web;

/// <summary><c>/incidents.json</c>: the newest first, of those that the asker may see.</summary>
internal static class IncidentList
{
    private const int Longest = 1000;

    public static async Task<IResult> GetAsync(HttpContext context, IncidentCatalogue incidents) =>
        Results.Json(await incidents.NewestAsync(Viewer.Of(context).Audience, Longest, context.RequestAborted), Json.Options);
}
