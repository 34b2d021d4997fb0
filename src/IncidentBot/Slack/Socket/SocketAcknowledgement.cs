using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentBot.Slack;

/// <summary>Tells Slack that a delivery is stored.</summary>
/// <param name="ResponseUrl">Where the answer goes if the connection has gone meanwhile.</param>
public sealed record SocketAcknowledgement(string EnvelopeId, SlackAnswer Answer, bool CarriesAnswer, string ResponseUrl)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new Frame(EnvelopeId, CarriesAnswer ? Answer.Body : null), Options);

    private sealed record Frame([property: JsonPropertyName("envelope_id")] string EnvelopeId, [property: JsonPropertyName("payload")] object? Payload);
}
