using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>What all events of one occasion have in common.</summary>
/// <param name="Key">Unique for the occasion; the second and further events of it get <c>#2</c>, <c>#3</c> ….</param>
public sealed record EventStamp(string Key, EventSource? Source)
{
    public string KeyOf(int place) => place == 0 ? Key : $"{Key}#{place + 1}";

    /// <summary>A reaction does not say in which thread its message stands; the message does.</summary>
    public EventStamp InThreadOf(KnownMessage? message) =>
        Source is { ThreadId: null } source && message?.ThreadId is { } thread ? this with { Source = source with { ThreadId = thread } } : this;
}
