using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>Something the document says, as chat text: plain but for code in backticks and links.</summary>
/// <param name="Evidence">The ids of the timeline events it rests on.</param>
/// <param name="By">The name of the person who wrote it; nothing where the program computed it.</param>
/// <param name="When">The time that the person's event has in the log.</param>
public sealed record Line(string Text, ImmutableArray<long> Evidence, string? By = null, DateTimeOffset? When = null)
{
    public static Line Of(Statement statement) => new(statement.Text, statement.Evidence, statement.By.Name, statement.SaidAt);

    /// <summary>What was said about a topic that is said once.</summary>
    public static Line? Of(IncidentRecord record, Topic topic) => record.The(topic) is { } statement ? Of(statement) : null;

    public static ImmutableArray<Line> All(IncidentRecord record, params IEnumerable<Topic> topics) =>
        [.. topics.SelectMany(topic => record.Of(topic)).Select(Of)];
}
