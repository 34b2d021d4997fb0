using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class IncidentInformation
{
    public static ImmutableArray<Section> Of(IncidentRecord record)
    {
        var incident = record.Incident;
        var start = incident.StartedAt;
        var started = record.EvidenceFor(KnownFact.Start);
        return
        [
            new Section("Incident Information", 1,
            [
                Slot.Of("Incident ID", new Field("Incident ID", new Line(incident.Id.Value, record.EvidenceFor(KnownFact.Declared)), IsCode: true)),
                Slot.Of("Date", new Field("Date", new Line(start.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), started))),
                Slot.Of("Time", new Field("Time", start.Precision == Precision.Day ? null : new Line($"{start.ToClock()} UTC", started))),
                Slot.Of("Duration", new Field("Duration", Lasted(record))),
                Slot.Of("Severity", new Field("Severity", incident.Severity is { } severity ? new Line($"{severity}", record.EvidenceFor(KnownFact.Severity)) : null)),
                Slot.Of("Status", new Field("Status", new Line(WordFor(incident.Status), record.EvidenceFor(KnownFact.Status)))),
            ]),
        ];
    }

    /// <summary>From the start to the last resolve.</summary>
    internal static Line? Lasted(IncidentRecord record) => record.Incident.Duration is { } duration
        ? new Line(Durations.InWords(duration), record.EvidenceFor(KnownFact.Start, KnownFact.Resolved))
        : null;

    /// <summary>Closing files an incident; to the reader it is resolved.</summary>
    private static string WordFor(IncidentStatus status) =>
        status == IncidentStatus.Closed ? nameof(IncidentStatus.Resolved) : status.ToString();
}
