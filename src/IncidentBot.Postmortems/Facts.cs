using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems;

/// <summary>What the known slots of a template are filled from.</summary>
/// <param name="Chat">Empty unless the timeline has to show the chat itself.</param>
internal sealed record Facts(PostmortemTemplate Template, IncidentRecord Record, IReadOnlyList<TimelineEvent> Chat)
{
    public Line? The(Topic topic) => Line.Of(Record, topic);

    public ImmutableArray<Line> All(params IEnumerable<Topic> topics) => Line.All(Record, topics);

    /// <summary>Where the template has no slot of its own for something, what asks for the whole says it as well.</summary>
    public IEnumerable<Line> Unless(string slot, Func<IEnumerable<Line>> lines) => Template.Has(slot) ? [] : lines();
}
