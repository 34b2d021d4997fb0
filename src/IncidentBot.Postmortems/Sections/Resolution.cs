using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class Resolution
{
    public static KnownSlot Immediate { get; } = Lists.Of("Immediate Actions", Topic.ImmediateAction);

    public static KnownSlot LongTerm { get; } = Lists.Of("Long-term Fixes", Topic.LongTermFix);

    public static KnownSlot Whole { get; } = Lists.Rest("Resolution", Immediate, LongTerm);
}
