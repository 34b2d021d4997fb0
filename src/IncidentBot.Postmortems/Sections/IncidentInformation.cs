using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class IncidentInformation
{
    public static KnownSlot Id { get; } = new("Incident ID", (facts, _) =>
        Fact.Of(new Line(facts.Record.Incident.Id.Value, facts.Record.EvidenceFor(KnownFact.Declared))));

    public static KnownSlot Title { get; } = new("Title", (facts, _) => facts.Record.Incident.Title is { Length: > 0 } title
        ? Fact.Of(new Line(title, facts.Record.EvidenceFor(KnownFact.Declared, KnownFact.Title)))
        : Fact.Unknown);

    public static KnownSlot Severity { get; } = new("Severity", (facts, _) => OfSeverity(facts.Record)) { GivesChoices = true };

    public static KnownSlot Status { get; } = new("Status", (facts, _) => OfStatus(facts.Record)) { GivesChoices = true, NotMeantBy = ["Draft", "Review", "Final", "Signed"] };

    public static KnownSlot Services { get; } = new("Services", (facts, _) => Fact.Of(
        [.. facts.Record.Incident.Services.Select(service => new Line(service, facts.Record.EvidenceFor(KnownFact.Declared)))]) with
    { Separator = ", " });

    private static Fact OfSeverity(IncidentRecord record)
    {
        var evidence = record.EvidenceFor(KnownFact.Severity);
        return new Fact
        {
            Lines = record.Incident.Severity is { } severity ? [new Line($"{severity}", evidence)] : [],
            Choice = words => new Check(IsSeverity(words, record.Incident.Severity), new Line(words, evidence)),
        };
    }

    private static bool IsSeverity(string words, Severity? severity) =>
        severity is { } known && words.Split(" :()–".ToCharArray()).Any(word => Severities.TryParse(word, out var named) && named == known);

    private static Fact OfStatus(IncidentRecord record)
    {
        var (word, evidence) = (WordFor(record.Incident.Status), record.EvidenceFor(KnownFact.Status));
        return new Fact
        {
            Lines = [new Line(word, evidence)],
            Choice = words => new Check(words.Contains(word, StringComparison.OrdinalIgnoreCase), new Line(words, evidence)),
        };
    }

    /// <summary>Closing files an incident; to the reader it is resolved.</summary>
    private static string WordFor(IncidentStatus status) =>
        status == IncidentStatus.Closed ? nameof(IncidentStatus.Resolved) : status.ToString();
}
