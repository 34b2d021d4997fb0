using IncidentBot.Storage;

namespace IncidentBot.Web;

/// <summary><c>/incidents.json</c>: the newest first.</summary>
internal static class IncidentList
{
    private const int Longest = 1000;

    public static async Task<IResult> GetAsync(IncidentStore incidents, CancellationToken cancellationToken) =>
        Results.Json(await incidents.NewestAsync(Longest, cancellationToken), Json.Options);
}
