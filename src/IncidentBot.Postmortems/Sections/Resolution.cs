using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class Resolution
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Resolution", 1,
        [
            Slot.Prompt("What was done to resolve the incident?"),
            Slot.Of("Immediate Actions", new NumberedGroup("Immediate Actions", Line.All(record, Topic.ImmediateAction))),
            Slot.Of("Long-term Fixes", new NumberedGroup("Long-term Fixes", Line.All(record, Topic.LongTermFix))),
            Slot.Derived("Time to Resolution", new Field("Time to Resolution", IncidentInformation.Lasted(record))),
        ]),
    ];
}
