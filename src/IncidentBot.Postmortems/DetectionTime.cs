using System.Collections.Immutable;
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

    /// <summary>When it was noticed, if the record says so or it can be computed.</summary>
    public static Moment? At(IncidentRecord record) => record.Detection switch
    {
        { At: { } at } => at,
        { After: { } after } when record.Incident.StartedAt is { IsToTheMinute: true } start => new Moment(start.Minute + after, start.Precision),
        _ => null,
    };

    public static ImmutableArray<long> EvidenceIn(IncidentRecord record) =>
        [.. (record.Detection?.Evidence ?? []).Union(record.EvidenceFor(KnownFact.Start)).Order()];
}
