using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class LessonsLearned
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Lessons Learned", 1, []),
        List("What Went Well", Line.All(record, Topic.WentWell)),
        List("What Went Wrong", Line.All(record, Topic.WentWrong)),
        List("What We Learned", Line.All(record, Topic.Learned)),
    ];

    private static Section List(string heading, ImmutableArray<Line> lessons) => new(heading, 2, [Slot.Of(heading, new Bullets(lessons))]);
}
