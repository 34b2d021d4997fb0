using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class LessonsLearned
{
    public static KnownSlot WentWell { get; } = Lists.Of("What Went Well", Topic.WentWell);

    public static KnownSlot WentWrong { get; } = Lists.Of("What Went Wrong", Topic.WentWrong);

    public static KnownSlot Learned { get; } = Lists.Of("What We Learned", Topic.Learned);

    public static KnownSlot Whole { get; } = Lists.Rest("Lessons Learned", WentWell, WentWrong, Learned);
}
