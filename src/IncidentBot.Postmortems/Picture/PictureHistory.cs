using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Picture;

/// <summary>When an incident's status and severity changed, with the corrections that people made later.</summary>
internal static class PictureHistory
{
    /// <returns>At least one, in the order of time; two in a row are never the same.</returns>
    public static List<(PhaseKind Kind, DateTimeOffset At)> Phases(IncidentRecord record, IEnumerable<TimelineEvent> log)
    {
        var start = record.Incident.StartedAt.At;
        var begun = new List<(PhaseKind Kind, DateTimeOffset At)> { (PhaseKind.Investigating, start) };
        foreach (var happened in log)
        {
            if (happened.Detail is TimeCorrected corrected)
                Correct(begun, corrected);
            else if (KindOf(happened.Detail) is { } kind)
                begun.Add((kind, happened.OccurredAt.At));
        }

        var ordered = new List<(PhaseKind Kind, DateTimeOffset At)>();
        foreach (var phase in begun.Skip(1).OrderBy(phase => phase.At).Prepend(begun[0]))
        {
            // Nothing begins before the incident does, whatever the clocks said.
            var at = phase.At < start ? start : phase.At;
            if (ordered.Count == 0 || ordered[^1].Kind != phase.Kind)
                ordered.Add((phase.Kind, at));
        }

        return ordered;
    }

    public static ImmutableArray<SeverityStep> Severities(IncidentRecord record, IEnumerable<TimelineEvent> log, DateTimeOffset to)
    {
        var set = new List<(Severity Severity, DateTimeOffset At)>();
        foreach (var happened in log)
        {
            if (happened.Detail is IncidentDeclared { Severity: { } first })
                set.Add((first, record.Incident.StartedAt.At));
            else if (happened.Detail is SeverityChanged changed)
                set.Add((changed.To, happened.OccurredAt.At));
        }

        return [.. set.Select((step, place) => new SeverityStep(step.Severity, step.At, place + 1 < set.Count ? set[place + 1].At : to)).Where(step => step.To > step.From)];
    }

    private static void Correct(List<(PhaseKind Kind, DateTimeOffset At)> begun, TimeCorrected corrected)
    {
        PhaseKind? kind = corrected.Milestone switch
        {
            Milestone.Mitigated => PhaseKind.Mitigated,
            Milestone.Resolved => PhaseKind.Resolved,
            _ => null,
        };
        var place = begun.FindLastIndex(phase => phase.Kind == kind);
        if (place >= 0)
            begun[place] = (begun[place].Kind, corrected.To.At);
    }

    private static PhaseKind? KindOf(TimelineDetail detail) => detail switch
    {
        StatusChanged { To: IncidentStatus.Investigating } => PhaseKind.Investigating,
        StatusChanged { To: IncidentStatus.Identified } => PhaseKind.Identified,
        StatusChanged { To: IncidentStatus.Mitigated } => PhaseKind.Mitigated,
        StatusChanged { To: IncidentStatus.Resolved } => PhaseKind.Resolved,
        IncidentReopened => PhaseKind.Reopened,
        _ => null,
    };
}
