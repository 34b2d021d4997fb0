using IncidentBot.Documents;
using IncidentBot.Export;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Export;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.Web;

/// <summary><c>/incidents/{id}/postmortem.*</c>: the document as it is now, for people and for programs.</summary>
internal static class PostmortemFile
{
    public const string SchemaPath = "/postmortem.schema.json";

    public static IResult Schema() => Results.Text(JsonExport.Schema, "application/schema+json; charset=utf-8");

    public static void MapTo(IEndpointRouteBuilder pages)
    {
        foreach (var format in ExportFormat.All)
        {
            pages.MapGet(
                $"/incidents/{{id}}/postmortem.{format.Word}",
                (string id, string? form, HttpContext context, IncidentReader incidents, DocumentReader documents, DocumentExporter exporter) =>
                    GetAsync(format, id, form, context, incidents, documents, exporter));
        }

        pages.MapGet("/incidents/{id}/postmortem-with-evidence.md", WithEvidenceAsync);
    }

    /// <summary>The Markdown in which a footnote says of each line who said it, when and where.</summary>
    private static async Task<IResult> WithEvidenceAsync(string id, string? form, HttpContext context, IncidentReader incidents, DocumentReader documents, FootnotedDocument footnoted)
    {
        if (FormNamed(form) is not { } shown)
            return Results.Text("form is draft or finished.\n", statusCode: StatusCodes.Status400BadRequest);

        return await AnswerAsync(id, context, incidents, documents, async live =>
            Results.Text(await footnoted.WriteAsync(live, shown, context.RequestAborted), ExportFormat.Markdown.MediaType));
    }

    private static async Task<IResult> GetAsync(
        ExportFormat format, string id, string? form, HttpContext context, IncidentReader incidents, DocumentReader documents, DocumentExporter exporter)
    {
        if (FormNamed(form) is not { } shown)
            return Results.Text("form is draft or finished.\n", statusCode: StatusCodes.Status400BadRequest);

        return await AnswerAsync(id, context, incidents, documents, live => FileAsync(format, live, shown, context, exporter));
    }

    private static async Task<IResult> FileAsync(ExportFormat format, LiveDocument live, Form form, HttpContext context, DocumentExporter exporter)
    {
        if (exporter.WhyNot(format) is { } reason)
            return Refused(context, reason, StatusCodes.Status501NotImplemented);

        try
        {
            var bytes = await exporter.WriteAsync(format, live, form, context.RequestAborted);
            context.Response.Headers.ContentDisposition = Disposition(format, live.Record.Incident.Id);
            if (format == ExportFormat.Html)
                context.Response.Headers.ContentSecurityPolicy = $"{HtmlExport.Policy}; frame-ancestors 'none'";
            return Results.Bytes(bytes, format.MediaType);
        }
        catch (PrintFailedException failed)
        {
            return Refused(context, $"{failed.Message} Ask for postmortem.html instead and print that.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>What a browser shows it shows, under the name that the file is saved by.</summary>
    private static string Disposition(ExportFormat format, IncidentId id) =>
        new ContentDispositionHeaderValue(format == ExportFormat.Docx ? "attachment" : "inline") { FileName = $"{id}.{format.Word}" }.ToString();

    /// <summary>A refusal is no copy of the document: it goes without the document's tag.</summary>
    private static IResult Refused(HttpContext context, string reason, int status)
    {
        context.Response.Headers.ETag = default;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(reason + "\n", statusCode: status);
    }

    internal static Task<IResult> AnswerAsync(
        string id, HttpContext context, IncidentReader incidents, DocumentReader documents, Func<LiveDocument, IResult> answer) =>
        AnswerAsync(id, context, incidents, documents, live => Task.FromResult(answer(live)));

    /// <summary>404 for what is unknown, 304 for who has it, else the document.</summary>
    private static async Task<IResult> AnswerAsync(
        string id, HttpContext context, IncidentReader incidents, DocumentReader documents, Func<LiveDocument, Task<IResult>> answer)
    {
        if (await incidents.FindAsync(id, context.RequestAborted) is not { } record)
            return Results.NotFound();
        if (await incidents.HasCopyAsync(context, record, PostmortemRenderer.NeedsChat(record)))
            return IncidentReader.NotModified;

        return await documents.ReadAsync(record.Incident.Id, context.RequestAborted) is { } live ? await answer(live) : Results.NotFound();
    }

    private static Form? FormNamed(string? word) => word?.ToLowerInvariant() switch
    {
        null or "draft" => Form.Draft,
        "finished" => Form.Finished,
        _ => null,
    };
}
