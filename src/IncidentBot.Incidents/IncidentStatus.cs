namespace IncidentBot.Incidents;

public enum IncidentStatus
{
    Investigating,
    Identified,
    Mitigated,
    Resolved,
    Closed,
    Cancelled,
}
