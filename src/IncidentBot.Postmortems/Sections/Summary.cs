using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class Summary
{
    public static KnownSlot Text { get; } = Said("Summary", Topic.Summary);

    /// <summary>The sentence, and what else is known of the impact and has no slot of its own.</summary>
    public static KnownSlot Impact { get; } = new("Impact", (facts, _) => Fact.Of(
    [
        .. Lines(facts.The(Topic.Impact)),
        .. facts.Unless("Users Affected", () => Named("Users affected", facts.The(Topic.UsersAffected))),
        .. facts.Unless("Service Degradation", () => Named("Service degradation", Degraded(facts.Record))),
        .. facts.Unless("Revenue Impact", () => Named("Revenue impact", facts.The(Topic.RevenueImpact))),
        .. facts.Unless("SLO Impact", () => Named("SLO impact", facts.The(Topic.SloImpact))),
    ]));

    public static KnownSlot UsersAffected { get; } = Said("Users Affected", Topic.UsersAffected);

    public static KnownSlot RevenueImpact { get; } = Said("Revenue Impact", Topic.RevenueImpact);

    public static KnownSlot SloImpact { get; } = Said("SLO Impact", Topic.SloImpact);

    public static KnownSlot Degradation { get; } = new("Service Degradation", (facts, _) => Fact.Of(Degraded(facts.Record)) with
    {
        Choice = words => new Check(
            Degraded(facts.Record)?.Text.Equals(words, StringComparison.OrdinalIgnoreCase) == true,
            new Line(words, facts.Record.EvidenceFor(KnownFact.Degradation))),
    })
    { GivesChoices = true };

    private static KnownSlot Said(string name, Topic topic) => new(name, (facts, _) => Fact.Of(facts.The(topic)));

    private static Line? Degraded(IncidentRecord record) => record.Degradation is { } degradation
        ? new Line(ImpactCommand.WordFor(degradation), record.EvidenceFor(KnownFact.Degradation))
        : null;

    private static IEnumerable<Line> Lines(Line? line) => line is null ? [] : [line];

    private static IEnumerable<Line> Named(string name, Line? line) => line is null ? [] : [line with { Text = $"{name}: {line.Text}" }];
}
