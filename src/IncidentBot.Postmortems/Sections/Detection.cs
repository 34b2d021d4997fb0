using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class Detection
{
    private static readonly ImmutableArray<(DetectionMethod Method, string Words)> Methods =
    [
        (DetectionMethod.Alerting, "Automated alerting (Prometheus/Grafana)"),
        (DetectionMethod.Users, "User reports"),
        (DetectionMethod.Dashboard, "Monitoring dashboard"),
        (DetectionMethod.Manual, "Manual testing"),
        (DetectionMethod.Other, "Other"),
    ];

    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Detection", 1,
        [
            Slot.Prompt("How was the incident detected?"),
            Slot.Of("Detection Method", new Choices([.. Methods.Select(choice => Choice(record, choice.Method, choice.Words))])),
            Slot.Of("Detection Time", new Field("Detection Time", After(record))),
            Slot.Over("Why wasn't it detected earlier?"),
            Slot.Of("Why Not Detected Earlier", new Bullets(Line.All(record, Topic.WhyNotDetectedEarlier))),
        ]),
    ];

    private static Check Choice(IncidentRecord record, DetectionMethod method, string words)
    {
        var evidence = record.Detection?.Evidence ?? [];
        if (record.Detection?.Method != method)
            return new Check(false, new Line(words, evidence));

        return record.The(Topic.DetectionNote) is { } note
            ? new Check(true, new Line($"{words}: {note.Text}", [.. evidence.Union(note.Evidence)], note.By.Name, note.SaidAt))
            : new Check(true, new Line(words, evidence));
    }

    private static Line? After(IncidentRecord record)
    {
        if (DetectionTime.AfterStart(record) is not { } after)
            return null;

        var evidence = record.Detection!.Evidence.Union(record.EvidenceFor(KnownFact.Start)).Order();
        return new Line($"{Durations.InWords(after.Duration())} {(after < TimeSpan.Zero ? "before" : "after")} incident start", [.. evidence]);
    }
}
