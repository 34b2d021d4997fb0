using IncidentBot.Incidents;
using IncidentBot.Postmortems.Picture;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.Picture;

/// <summary><c>/incidents/{id}/picture.*</c>: the incident at a glance.</summary>
internal static class PictureFile
{
    // Another program draws another picture of the same incident.
    private static readonly string Edition = typeof(IncidentPicture).Module.ModuleVersionId.ToString()[..8];

    public static Task<IResult> SvgAsync(string id, HttpContext context, PictureReader pictures)
    {
        // Its own style, and nothing else, also where it is opened by itself.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        return AnswerAsync(id, context, pictures, picture => Task.FromResult(Results.Text(picture.Draw(PictureUse.File), "image/svg+xml; charset=utf-8")));
    }

    public static Task<IResult> PngAsync(string id, HttpContext context, PictureReader pictures, PictureConverter converter) =>
        AnswerAsync(id, context, pictures, async picture => await converter.ToPngAsync(picture.Draw(PictureUse.Print), context.RequestAborted) is { } png
            ? Results.Bytes(png, "image/png")
            : Results.Text($"{PictureConverter.WhyNot}\n", statusCode: StatusCodes.Status501NotImplemented));

    private static async Task<IResult> AnswerAsync(string id, HttpContext context, PictureReader pictures, Func<DrawnPicture, Task<IResult>> answer)
    {
        if (!IncidentId.TryParse(id, out var incident) || await pictures.ReadAsync(incident, context.RequestAborted) is not { } picture)
            return Results.NotFound();

        var tag = new EntityTagHeaderValue($"\"{picture.State}-{Edition}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        headers.ETag = tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        return await answer(picture);
    }
}
