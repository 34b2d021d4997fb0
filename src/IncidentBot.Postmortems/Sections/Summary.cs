using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems.Sections;

internal static class Summary
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Summary", 1,
        [
            Slot.Of("Summary", new Prose(Line.Of(record, Topic.Summary), "What happened?", IsPrompt: true)),
            Slot.Over("Impact", Line.Of(record, Topic.Impact)),
            Bullet("Users Affected", Line.Of(record, Topic.UsersAffected)),
            Bullet("Service Degradation", Degraded(record)),
            Bullet("Revenue Impact", Line.Of(record, Topic.RevenueImpact)),
            Bullet("SLO Impact", Line.Of(record, Topic.SloImpact)),
        ]),
    ];

    private static Slot Bullet(string label, Line? value) => Slot.Of(label, new LabelledBullet(label, value));

    private static Line? Degraded(IncidentRecord record) => record.Degradation is { } degradation
        ? new Line(ImpactCommand.WordFor(degradation), record.EvidenceFor(KnownFact.Degradation))
        : null;
}
