using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Teams;

/// <summary>JSON of the connector and of cards: what is missing, or of another kind than expected, is nothing.</summary>
internal static class TeamsWire
{
    /// <summary>Not escaped more than JSON needs: Teams counts characters.</summary>
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Compactly(this JsonNode node) => node.ToJsonString(Compact);

    public static JsonElement ToElement(this JsonNode node) => JsonSerializer.SerializeToElement(node);

    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static string? TextAt(this JsonElement element, string name) => element.At(name) is { ValueKind: JsonValueKind.String } value ? Readable(value) : null;

    public static IEnumerable<JsonElement> ItemsAt(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Nothing for half of a surrogate pair, which cannot be read; NUL, which cannot be stored, becomes U+FFFD.</returns>
    private static string? Readable(JsonElement value)
    {
        try
        {
            return value.GetString()?.Replace('\0', '\uFFFD');
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
