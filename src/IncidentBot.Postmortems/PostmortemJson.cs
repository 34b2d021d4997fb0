using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace IncidentBot.Postmortems;

/// <summary>The document for programs: <c>postmortem.json</c>, each line with the ids of its events.</summary>
public static class PostmortemJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(PostmortemDocument document) => JsonSerializer.Serialize(document, Options);

    public static PostmortemDocument Read(string json) =>
        JsonSerializer.Deserialize<PostmortemDocument>(json, Options) ?? throw new JsonException("There is no document in it.");
}
