using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

/// <summary>When it began, was noticed, mitigated and over, and how long each took.</summary>
internal static class Times
{
    public static KnownSlot Date { get; } = new("Date", (facts, _) => Fact.Of(
        new Line(facts.Record.Incident.StartedAt.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), facts.Record.EvidenceFor(KnownFact.Start))));

    public static KnownSlot Time { get; } = new("Time", (facts, _) => facts.Record.Incident.StartedAt is { Precision: not Precision.Day } start
        ? Fact.Of(new Line($"{start.ToClock()} UTC", facts.Record.EvidenceFor(KnownFact.Start)))
        : Fact.Unknown);

    /// <summary>From the start to the last resolve.</summary>
    public static KnownSlot Duration { get; } = new("Duration", (facts, _) => Lasted(facts.Record));

    public static KnownSlot TimeToResolution { get; } = new("Time to Resolution", (facts, _) => Lasted(facts.Record)) { Repeats = "Duration" };

    public static KnownSlot TimeToMitigation { get; } = new("Time to Mitigation", (facts, _) =>
        After(facts.Record.Incident.StartedAt, facts.Record.Incident.MitigatedAt, facts.Record.EvidenceFor(KnownFact.Start, KnownFact.Mitigated)));

    /// <summary>Nothing where it was noticed before it began.</summary>
    public static KnownSlot TimeToDetection { get; } = new("Time to Detection", (facts, _) =>
        DetectionTime.AfterStart(facts.Record) is { } after && after >= TimeSpan.Zero
            ? Fact.Of(new Line(Durations.InWords(after), DetectionTime.EvidenceIn(facts.Record)))
            : Fact.Unknown);

    public static KnownSlot StartedAt { get; } = new("Started At", (facts, slot) =>
        At(facts.Record.Incident.StartedAt, slot, facts.Record.EvidenceFor(KnownFact.Start)));

    public static KnownSlot DetectedAt { get; } = new("Detected At", (facts, slot) =>
        At(DetectionTime.At(facts.Record), slot, DetectionTime.EvidenceIn(facts.Record)));

    public static KnownSlot DeclaredAt { get; } = new("Declared At", (facts, slot) =>
        At(new Moment(facts.Record.Incident.DeclaredAt), slot, facts.Record.EvidenceFor(KnownFact.Declared)));

    public static KnownSlot MitigatedAt { get; } = new("Mitigated At", (facts, slot) =>
        At(facts.Record.Incident.MitigatedAt, slot, facts.Record.EvidenceFor(KnownFact.Mitigated)));

    public static KnownSlot ResolvedAt { get; } = new("Resolved At", (facts, slot) =>
        At(facts.Record.Incident.ResolvedAt, slot, facts.Record.EvidenceFor(KnownFact.Resolved)));

    private static Fact Lasted(IncidentRecord record) => record.Incident.Duration is { } duration
        ? Fact.Of(new Line(Durations.InWords(duration), record.EvidenceFor(KnownFact.Start, KnownFact.Resolved)))
        : Fact.Unknown;

    private static Fact After(Moment start, Moment? end, ImmutableArray<long> evidence) =>
        end is { IsToTheMinute: true } && start.IsToTheMinute && end.Value.Minute >= start.Minute
            ? Fact.Of(new Line(Durations.InWords(end.Value.Minute - start.Minute), evidence))
            : Fact.Unknown;

    /// <summary>With its date, unless the template asks for a time of day alone.</summary>
    private static Fact At(Moment? moment, TemplateSlot slot, ImmutableArray<long> evidence)
    {
        if (moment is not { } at)
            return Fact.Unknown;
        if (at.Precision == Precision.Day)
            return Fact.Of(new Line(at.ToClock(), evidence));

        var isTimeAlone = slot.Hint.Contains("HH", StringComparison.OrdinalIgnoreCase) && !slot.Hint.Contains("YY", StringComparison.OrdinalIgnoreCase);
        var date = isTimeAlone ? "" : at.At.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture);
        return Fact.Of(new Line($"{date}{at.ToClock()} UTC", evidence));
    }
}
