using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

public static class DetectionTime
{
    /// <summary>In whole minutes, negative where it was noticed before the start; nothing where an hour or a day is all that is known.</summary>
    public static TimeSpan? AfterStart(IncidentRecord record) => record.Detection switch
    {
        { After: { } after } => after,
        { At: { } at } when at.IsToTheMinute && record.Incident.StartedAt.IsToTheMinute =>
            at.Minute - record.Incident.StartedAt.Minute,
        _ => null,
    };
}
