using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class Prevention
{
    public static KnownSlot Technical { get; } = Lists.Of("Technical Improvements", Topic.TechnicalImprovement);

    public static KnownSlot Process { get; } = Lists.Of("Process Improvements", Topic.ProcessImprovement);

    public static KnownSlot Monitoring { get; } = Lists.Of("Monitoring Improvements", Topic.MonitoringImprovement);

    public static KnownSlot Whole { get; } = Lists.Rest("Prevention", Technical, Process, Monitoring);
}
