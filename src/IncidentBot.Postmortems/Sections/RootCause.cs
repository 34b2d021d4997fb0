using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class RootCause
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Root Cause", 1,
        [
            Slot.Of("Primary Cause", new Prose(Line.Of(record, Topic.PrimaryCause), "Primary Cause")),
            Slot.Over("Contributing Factors"),
            Slot.Of("Contributing Factors", new Numbered(Line.All(record, Topic.ContributingFactor))),
            Slot.Over("Why did it happen?"),
            Slot.Of("Why It Happened", new Bullets(Line.All(record, Topic.TechnicalReason, Topic.ProcessReason, Topic.HumanFactor))),
        ]),
    ];
}
