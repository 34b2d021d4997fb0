using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Postmortems.Export;
using Json.Schema;
using Xunit;

namespace IncidentBot.Postmortems.Tests.Export;

public class JsonExportTests
{
    private const string Address = "https://bot.example.com/postmortem.schema.json";

    private static readonly Lazy<JsonSchema> Published = new(() => Read(JsonNode.Parse(JsonExport.Schema)!));
    private static readonly Lazy<JsonSchema> Strict = new(() => Read(Closed(JsonNode.Parse(JsonExport.Schema)!)));

    public static TheoryData<string> Incidents => ["worked example", "everything filled", "right after start"];

    [Theory]
    [MemberData(nameof(Incidents))]
    public void Is_what_the_published_schema_says(string incident)
    {
        foreach (var form in new[] { Form.Draft, Form.Finished })
        {
            var file = Written(Named(incident), form);

            Assert.Empty(Faults(Published.Value, file));
        }
    }

    [Theory]
    [MemberData(nameof(Incidents))]
    public void Has_no_member_that_the_schema_does_not_explain(string incident)
    {
        foreach (var form in new[] { Form.Draft, Form.Finished })
        {
            var file = Written(Named(incident), form);

            Assert.Empty(Faults(Strict.Value, file));
        }
    }

    [Theory]
    [InlineData("version", "\"one\"")]
    [InlineData("id", "\"42\"")]
    [InlineData("document", "{\"title\":\"x\",\"sections\":[{\"heading\":\"x\",\"level\":1,\"slots\":[{\"name\":\"x\",\"need\":\"required\",\"content\":{\"kind\":\"poem\"}}]}]}")]
    [InlineData("completeness", "{}")]
    public void The_schema_refuses_what_is_none(string member, string value)
    {
        var file = JsonNode.Parse(Written(WorkedExample.DrivenByNotes(), Form.Draft))!;

        file[member] = JsonNode.Parse(value);

        Assert.NotEmpty(Faults(Published.Value, file.ToJsonString()));
    }

    [Fact]
    public void Names_its_schema_and_the_finished_form_has_less_in_it()
    {
        var incident = WorkedExample.DrivenByNotes();

        var (draft, finished) = (Written(incident, Form.Draft), Written(incident, Form.Finished));

        Assert.StartsWith($"{{\"$schema\":\"{Address}\",\"id\":\"INC-2024-0115-1430\"", draft, StringComparison.Ordinal);
        Assert.EndsWith("}\n", draft, StringComparison.Ordinal);
        Assert.True(finished.Length < draft.Length);
        Assert.Equal(draft, Written(incident, Form.Draft));
    }

    private static string Written(ScriptedIncident incident, Form form) => JsonExport.Write(incident.Record, incident.Document, form, Address);

    private static ScriptedIncident Named(string incident) => incident switch
    {
        "worked example" => WorkedExample.DrivenByNotes(),
        "everything filled" => FullIncident.Driven(),
        _ => WorkedExample.Started(),
    };

    private static List<string> Faults(JsonSchema schema, string file)
    {
        using var parsed = JsonDocument.Parse(file);
        var result = schema.Evaluate(parsed.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. (result.Details ?? []).SelectMany(detail => (detail.Errors ?? new Dictionary<string, string>()).Select(error => $"{detail.InstanceLocation}: {error.Value}")).DefaultIfEmpty("invalid")];
    }

    private static JsonSchema Read(JsonNode schema) => JsonSchema.FromText(schema.ToJsonString());

    /// <summary>The same, but with no room for members that it does not name.</summary>
    private static JsonNode Closed(JsonNode schema)
    {
        if (schema is JsonArray all)
        {
            foreach (var part in all.OfType<JsonNode>())
                Closed(part);
        }
        else if (schema is JsonObject one)
        {
            foreach (var part in one.Select(member => member.Value).OfType<JsonNode>())
                Closed(part);
            if (one["properties"] is JsonObject)
                one["additionalProperties"] = false;
        }
        return schema;
    }
}
