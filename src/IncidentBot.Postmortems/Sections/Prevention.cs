using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class Prevention
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Prevention", 1,
        [
            Slot.Prompt("How can we prevent this from happening again?"),
            Group("Technical Improvements", Line.All(record, Topic.TechnicalImprovement)),
            Group("Process Improvements", Line.All(record, Topic.ProcessImprovement)),
            Group("Monitoring Improvements", Line.All(record, Topic.MonitoringImprovement)),
        ]),
    ];

    private static Slot Group(string label, ImmutableArray<Line> improvements) => Slot.Of(label, new NumberedGroup(label, improvements));
}
