using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Documents;
using IncidentBot.Postmortems;

namespace IncidentBot.Web;

/// <summary><c>/incidents/{id}/postmortem.*</c>: the document as it is now, for people and for programs.</summary>
internal static class PostmortemFile
{
    public static async Task<IResult> MarkdownAsync(string id, string? form, HttpContext context, IncidentReader incidents, DocumentReader documents)
    {
        if (FormNamed(form) is not { } shown)
            return Results.Text("form is draft or finished.\n", statusCode: StatusCodes.Status400BadRequest);

        return await AnswerAsync(id, context, incidents, documents, live =>
            Results.Text(live.Markdown(shown), "text/markdown; charset=utf-8"));
    }

    public static Task<IResult> JsonAsync(string id, HttpContext context, IncidentReader incidents, DocumentReader documents) =>
        AnswerAsync(id, context, incidents, documents, live => Results.Text(Json(live), "application/json; charset=utf-8"));

    private static string Json(LiveDocument live) => new JsonObject
    {
        ["id"] = live.Record.Incident.Id.Value,
        ["version"] = live.Record.Version,
        ["completeness"] = JsonSerializer.SerializeToNode(Completeness.Of(live.Document), Storage.Json.Options),
        ["contradictions"] = JsonSerializer.SerializeToNode(Contradictions.In(live.Record), Storage.Json.Options),
        ["signedSha256"] = live.Frozen?.Sha256,
        ["document"] = JsonNode.Parse(PostmortemJson.Write(live.Document)),
    }.ToJsonString(Storage.Json.Options) + "\n";

    /// <summary>404 for what is unknown, 304 for who has it, else the document.</summary>
    internal static async Task<IResult> AnswerAsync(
        string id, HttpContext context, IncidentReader incidents, DocumentReader documents, Func<LiveDocument, IResult> answer)
    {
        if (await incidents.FindAsync(id, context.RequestAborted) is not { } record)
            return Results.NotFound();
        if (await incidents.HasCopyAsync(context, record, PostmortemRenderer.NeedsChat(record)))
            return IncidentReader.NotModified;

        return await documents.ReadAsync(record.Incident.Id, context.RequestAborted) is { } live ? answer(live) : Results.NotFound();
    }

    private static Form? FormNamed(string? word) => word?.ToLowerInvariant() switch
    {
        null or "draft" => Form.Draft,
        "finished" => Form.Finished,
        _ => null,
    };
}
