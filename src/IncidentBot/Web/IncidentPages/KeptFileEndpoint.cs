using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/files/{event}/{file}</c>: the bytes of a file that was shared, to be saved and never to be shown.</summary>
internal static class KeptFileEndpoint
{
    public static async Task<IResult> GetAsync(string id, long entry, string file, HttpContext context, LogPages log, KeptFileStore files)
    {
        if (!IncidentId.TryParse(id, out var incident)
            || await log.FindAsync(incident, entry, context.RequestAborted) is not { Source: { } source, Detail: MessagePosted }
            || await files.FindAsync(source, file, context.RequestAborted) is not { } kept)
            return Results.NotFound();

        // Whatever it says it is: nothing that somebody uploaded is ever run on the bot's own address.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(kept.Content, "application/octet-stream", kept.Name);
    }
}
