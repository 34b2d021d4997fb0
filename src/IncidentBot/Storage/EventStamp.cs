using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>What all events of one occasion have in common.</summary>
/// <param name="Key">Unique for the occasion; the second and further events of it get <c>#2</c>, <c>#3</c> ….</param>
public sealed record EventStamp(string Key, EventSource? Source)
{
    public string KeyOf(int place) => place == 0 ? Key : $"{Key}#{place + 1}";
}
