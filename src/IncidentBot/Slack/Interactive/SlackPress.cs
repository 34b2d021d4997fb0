using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>What a button or an option stands for, as it travels in its value. It comes back from the sender's side, so it is a wish and proves nothing.</summary>
/// <param name="Command">Without the word that calls the bot; the verb, and what its form is about, where <paramref name="OpensForm"/>.</param>
public sealed record SlackPress(string Command, IncidentId? Incident, bool OpensForm)
{
    /// <summary>What the action ids of all that can be pressed begin with.</summary>
    public const string ActionPrefix = "offer-";

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static SlackPress Of(Offered offer) => new(offer.Command, offer.Incident, offer.OpensForm);

    public string ToJson() => JsonSerializer.Serialize(new Wire(Command, Incident?.Value, OpensForm), Options);

    /// <returns>Nothing for what this bot did not write.</returns>
    public static SlackPress? Read(string? value)
    {
        if (value is null || !IncomingJson.TryParse(value, out var document))
            return null;

        using (document)
        {
            var root = document.RootElement;
            var incident = root.Text("i"u8);
            if (root.Text("c"u8) is not { Length: > 0 } command || (incident is not null && !IncidentId.TryParse(incident, out _)))
                return null;

            return new SlackPress(SlackText.Clean(command), IncidentId.TryParse(incident, out var id) ? id : null, root.IsTrue("f"u8));
        }
    }

    private sealed record Wire(
        [property: JsonPropertyName("c")] string Command,
        [property: JsonPropertyName("i")] string? Incident,
        [property: JsonPropertyName("f")] bool OpensForm);
}
