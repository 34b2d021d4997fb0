using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Export;

/// <summary>The document for programs: <c>postmortem.json</c>, each line with the ids of its events. The same record always gives the same bytes.</summary>
public static class JsonExport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // People read it too, and nothing of it is put into a page without being escaped there.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A JSON Schema, draft 2020-12, of what is written.</summary>
    public static string Schema { get; } = Embedded.Text("postmortem.schema.json");

    /// <param name="schema">The address at which <see cref="Schema"/> is served.</param>
    public static string Write(IncidentRecord record, PostmortemDocument document, Form form, string schema) => new JsonObject
    {
        ["$schema"] = schema,
        ["id"] = record.Incident.Id.Value,
        ["version"] = record.Version,
        ["completeness"] = JsonSerializer.SerializeToNode(Completeness.Of(document), Options),
        ["contradictions"] = JsonSerializer.SerializeToNode(Contradictions.In(record), Options),
        ["document"] = JsonNode.Parse(PostmortemJson.Write(form == Form.Finished ? FinishedForm.Of(document) : document)),
    }.ToJsonString(Options) + "\n";
}
