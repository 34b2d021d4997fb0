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
    /// <param name="signedSha256">Of the signed text, while it stands.</param>
    public static string Write(IncidentRecord record, PostmortemDocument document, Form form, string schema, string? signedSha256 = null)
    {
        var json = new JsonObject
        {
            ["$schema"] = schema,
            ["id"] = record.Incident.Id.Value,
            ["version"] = record.Version,
            ["completeness"] = JsonSerializer.SerializeToNode(Completeness.Of(document), Options),
            ["contradictions"] = JsonSerializer.SerializeToNode(Contradictions.In(record), Options),
        };
        if (signedSha256 is not null)
            json["signedSha256"] = signedSha256;
        json["document"] = JsonNode.Parse(PostmortemJson.Write(form == Form.Finished ? FinishedForm.Of(document) : document));
        return json.ToJsonString(Options) + "\n";
    }
}
