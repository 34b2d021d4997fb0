using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class RootCause
{
    public static KnownSlot Primary { get; } = new("Primary Cause", (facts, _) => Fact.Of(facts.The(Topic.PrimaryCause)));

    public static KnownSlot Factors { get; } = Lists.Of("Contributing Factors", Topic.ContributingFactor);

    public static KnownSlot Why { get; } = Lists.Of("Why It Happened", Topic.TechnicalReason, Topic.ProcessReason, Topic.HumanFactor);
}
