using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>Where in a chat an event comes from.</summary>
/// <param name="MessageId">The platform's id of the message within the conversation.</param>
/// <param name="ThreadId">The message that the thread hangs on, for a reply.</param>
public sealed record EventSource(Conversation Conversation, string MessageId, string? ThreadId = null, string? Permalink = null)
{
    [JsonIgnore]
    public string MessageKey => $"{Conversation}/{MessageId}";

    [JsonIgnore]
    public string? ThreadKey => ThreadId is null || ThreadId == MessageId ? null : $"{Conversation}/{ThreadId}";
}
