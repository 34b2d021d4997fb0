using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>What does not fit together, told to the author beside the draft. Nothing is changed by it.</summary>
public static class Contradictions
{
    public static ImmutableArray<Finding> In(IncidentRecord record) =>
    [
        .. Cause(record),
        .. Commander(record),
        .. Times(record),
        .. TypedDurations(record),
        .. ActionItems(record),
    ];

    private static IEnumerable<Finding> Cause(IncidentRecord record)
    {
        if (record.Incident.ResolvedAt is not null && record.The(Topic.PrimaryCause) is null)
            yield return new Finding("The incident is resolved, but nobody wrote down what caused it.", record.EvidenceFor(KnownFact.Resolved));
    }

    private static IEnumerable<Finding> Commander(IncidentRecord record)
    {
        if (record.Incident is { Severity: Severity.P0 or Severity.P1 } incident && incident.Holder(Role.Commander) is null)
            yield return new Finding($"This is a {incident.Severity}, but nobody is named as its commander.", record.EvidenceFor(KnownFact.Severity));
    }

    private static IEnumerable<Finding> Times(IncidentRecord record)
    {
        var incident = record.Incident;
        if (incident.ResolvedAt is not { } resolved)
            yield break;
        if (incident.Duration is null)
            yield return new Finding("How long it took cannot be computed: the minute of the start or of the resolve is not known.", record.EvidenceFor(KnownFact.Start, KnownFact.Resolved));
        if (incident.MitigatedAt is { IsToTheMinute: true } mitigated && resolved.IsToTheMinute && mitigated.At > resolved.At)
            yield return new Finding($"It was mitigated at {Shown(mitigated.At)}, after it was resolved at {Shown(resolved.At)}. One of the two times seems wrong.", record.EvidenceFor(KnownFact.Mitigated, KnownFact.Resolved));
        if (DetectedAt(record) is { } detected && resolved.IsToTheMinute && detected > resolved.Minute)
            yield return new Finding($"It was detected at {Shown(detected)}, after it was resolved at {Shown(resolved.At)}. One of the two times seems wrong.", [.. record.Detection!.Evidence, .. record.EvidenceFor(KnownFact.Resolved)]);
    }

    private static DateTimeOffset? DetectedAt(IncidentRecord record) =>
        record.Incident.StartedAt.IsToTheMinute && DetectionTime.AfterStart(record) is { } after ? record.Incident.StartedAt.Minute + after : null;

    private static IEnumerable<Finding> TypedDurations(IncidentRecord record)
    {
        if (record.Incident.Duration is not { } computed)
            yield break;

        foreach (var (topic, name) in new[] { (Topic.Summary, "summary"), (Topic.Impact, "impact"), (Topic.UsersAffected, "users affected"), (Topic.SloImpact, "SLO impact") })
        {
            if (record.The(topic) is { } said && TypedDuration.FirstUnlike(said.Text, computed) is { } typed)
                yield return new Finding($"Under “{name}” it says {typed}, but from start to resolve it took {Durations.InWords(computed)}. If both mean the whole incident, one of them is wrong.", [.. said.Evidence, .. record.EvidenceFor(KnownFact.Start, KnownFact.Resolved)]);
        }

        foreach (var edit in record.Edits.Values.Where(edit => edit.Title is "Duration" or "Time to Resolution"))
        {
            if (TypedDuration.FirstUnlike(edit.Text, computed) is { } typed)
                yield return new Finding($"“{edit.Title}” was written by hand as {typed}, but from start to resolve it took {Durations.InWords(computed)}.", [.. edit.Evidence, .. record.EvidenceFor(KnownFact.Start, KnownFact.Resolved)]);
        }

        if (record.Metrics.FirstOrDefault(metric => metric.Name == "duration_minutes") is { } minutes && minutes.Value != (decimal)computed.TotalMinutes)
            yield return new Finding($"The metric duration_minutes was given as {minutes.Value.ToString(CultureInfo.InvariantCulture)}, but from start to resolve it took {Durations.InWords(computed)}. The document shows the computed one.", [.. minutes.Evidence, .. record.EvidenceFor(KnownFact.Start, KnownFact.Resolved)]);
    }

    private static IEnumerable<Finding> ActionItems(IncidentRecord record)
    {
        foreach (var item in record.ActionItems.Where(item => item.Status != ActionItemStatus.Dropped))
        {
            if (item.CreatedAt is { } made && item.DueOn < EarliestDateOf(made))
                yield return new Finding($"{item.Id} is due on {Shown(item.DueOn.Value)}, before it was made on {Shown(DateOnly.FromDateTime(made.UtcDateTime))}.", item.Evidence);
            if (item is { IsOpen: true, Owner: null })
                yield return new Finding($"{item.Id} has no owner.", item.Evidence);
            if (item is { IsOpen: true, DueOn: null })
                yield return new Finding($"{item.Id} has no due date.", item.Evidence);
        }
    }

    /// <summary>"Due today" is typed where the date may still be yesterday's in UTC: no clock is more than 12 hours behind.</summary>
    private static DateOnly EarliestDateOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime.AddHours(-12));

    private static string Shown(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Shown(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Sentence">For the author to read; chat text.</param>
public sealed record Finding(string Sentence, ImmutableArray<long> Evidence);
