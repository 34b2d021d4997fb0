using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class Detection
{
    private static readonly ImmutableArray<(DetectionMethod Method, string Words)> Methods =
    [
        (DetectionMethod.Alerting, "Automated alerting"),
        (DetectionMethod.Users, "User reports"),
        (DetectionMethod.Dashboard, "Monitoring dashboard"),
        (DetectionMethod.Manual, "Manual testing"),
        (DetectionMethod.Other, "Other"),
    ];

    public static KnownSlot Method { get; } = new("Detection Method", (facts, _) => OfMethod(facts)) { GivesChoices = true };

    public static KnownSlot Time { get; } = new("Detection Time", (facts, _) => After(facts.Record));

    public static KnownSlot WhyNotEarlier { get; } = Lists.Of("Why Not Detected Earlier", Topic.WhyNotDetectedEarlier);

    private static Fact OfMethod(Facts facts)
    {
        var record = facts.Record;
        var said = record.Detection?.Method is { } method ? Said(record, Methods.First(known => known.Method == method).Words) : null;
        return Fact.Of(said) with
        {
            Choice = words => record.Detection?.Method is { } known && Catalogue.MeaningOf(words) == known
                ? new Check(true, Said(record, words))
                : new Check(false, new Line(words, record.Detection?.Evidence ?? [])),
        };
    }

    private static Line Said(IncidentRecord record, string words)
    {
        var evidence = record.Detection!.Evidence;
        return record.The(Topic.DetectionNote) is { } note
            ? new Line($"{words}: {note.Text}", [.. evidence.Union(note.Evidence)], note.By.Name, note.SaidAt)
            : new Line(words, evidence);
    }

    private static Fact After(IncidentRecord record) => DetectionTime.AfterStart(record) is { } after
        ? Fact.Of(new Line($"{Durations.InWords(after.Duration())} {(after < TimeSpan.Zero ? "before" : "after")} incident start", DetectionTime.EvidenceIn(record)))
        : Fact.Unknown;
}
