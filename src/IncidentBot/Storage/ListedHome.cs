using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>A home of an incident as the directory lists it.</summary>
/// <param name="Since">When it became one.</param>
public sealed record ListedHome(IncidentHome Home, DateTimeOffset Since)
{
    public Conversation Conversation => Home.Conversation;
}
