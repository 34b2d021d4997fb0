using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentBot.Slack;

/// <summary>Tells Slack that a delivery is stored.</summary>
/// <param name="ResponseUrl">Where the answer goes if the connection has gone meanwhile.</param>
public sealed record SocketAcknowledgement(string EnvelopeId, SlackAnswer Answer, bool CarriesAnswer, string ResponseUrl)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Slack drops an acknowledgement of 20 KB or more without a word. Source: slack-go/slack, CHANGELOG, #1196.</summary>
    private const int Largest = 20_000;

    /// <summary>Too large to be carried, but there is another way for it.</summary>
    public bool IsTooLarge => CarriesAnswer && ResponseUrl.Length > 0 && ToJson().Length >= Largest;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new Frame(EnvelopeId, CarriesAnswer ? Answer.Body : null), Options);

    private sealed record Frame([property: JsonPropertyName("envelope_id")] string EnvelopeId, [property: JsonPropertyName("payload")] object? Payload);
}
