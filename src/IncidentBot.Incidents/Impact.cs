using System.Collections.Immutable;

namespace IncidentBot.Incidents;

public enum Degradation
{
    Full,
    Partial,
    Degraded,
}

public enum Measure
{
    Availability,
    Latency,
    ErrorRate,
}

/// <summary>A figure in normal times and during the incident, as it was typed.</summary>
/// <param name="Subject">A service, or an endpoint for <see cref="Measure.Latency"/>.</param>
public sealed record Measurement(Measure Measure, string Subject, string Normal, string During, ImmutableArray<long> Evidence);

public enum DetectionMethod
{
    Alerting,
    Users,
    Dashboard,
    Manual,
    Other,
}
