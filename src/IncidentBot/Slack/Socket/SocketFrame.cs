using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>What Slack sends over a socket. Valid as long as its document. Source: docs.slack.dev "Using Socket Mode".</summary>
public readonly struct SocketFrame(JsonElement root)
{
    public string? Type => root.Text("type"u8);

    /// <summary>Why Slack disconnects: <c>warning</c>, <c>refresh_requested</c>, <c>link_disabled</c>.</summary>
    public string? Reason => root.Text("reason"u8);

    /// <summary>By which a delivery is acknowledged; other frames have none.</summary>
    public string? EnvelopeId => root.Text("envelope_id"u8);

    public JsonElement Payload => root.Child("payload"u8);

    /// <summary>Whether the acknowledgement may hold an answer.</summary>
    public bool AcceptsAnswer => root.IsTrue("accepts_response_payload"u8);
}
