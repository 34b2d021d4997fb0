using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Teams;

/// <summary>Who sent an activity.</summary>
/// <param name="Zone">What bare times of theirs are in.</param>
public sealed record TeamsAuthor(Person Person, TimeZoneInfo Zone, Standing Standing);
