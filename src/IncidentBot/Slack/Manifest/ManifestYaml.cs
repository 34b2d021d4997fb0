using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentBot.Slack;

/// <summary>Writes JSON as YAML. A text that could be anything but a plain word stands in quotes, as in JSON, which YAML reads the same.</summary>
public static partial class ManifestYaml
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonObject root)
    {
        var yaml = new StringBuilder();
        foreach (var (name, value) in root)
            WriteMember(yaml, name, value, "");
        return yaml.ToString();
    }

    private static void WriteMember(StringBuilder yaml, string name, JsonNode? value, string indent)
    {
        yaml.Append(indent).Append(name).Append(':');
        switch (value)
        {
            case JsonObject { Count: > 0 } members:
                yaml.Append('\n');
                foreach (var (member, inner) in members)
                    WriteMember(yaml, member, inner, indent + "  ");
                break;
            case JsonArray { Count: > 0 } items:
                yaml.Append('\n');
                foreach (var item in items)
                    WriteItem(yaml, item, indent + "  ");
                break;
            default:
                yaml.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void WriteItem(StringBuilder yaml, JsonNode? item, string indent)
    {
        if (item is not JsonObject members)
        {
            yaml.Append(indent).Append("- ").Append(Scalar(item)).Append('\n');
            return;
        }

        var start = yaml.Length;
        foreach (var (name, value) in members)
            WriteMember(yaml, name, value, indent + "  ");
        yaml[start + indent.Length] = '-';
    }

    private static string Scalar(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue(out string? word) && PlainWord().IsMatch(word)
            ? word
            : value?.ToJsonString(Quoted) ?? "null";

    /// <summary>Words with a dot, an underscore or a colon inside cannot be taken for a number, a date or a truth.</summary>
    [GeneratedRegex(@"^[a-z]+([._:][a-z]+)+\z")]
    private static partial Regex PlainWord();
}
