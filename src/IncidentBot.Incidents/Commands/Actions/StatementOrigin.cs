using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>A statement of the document that work is made of: <c>fix 2</c>, numbered as <c>show</c> prints it.</summary>
/// <param name="Rest">What stands behind the number, as it was typed.</param>
internal sealed record StatementOrigin(StatementList Lists, int Number, string Rest)
{
    private static readonly Dictionary<string, StatementList> ByVerb = new(StringComparer.OrdinalIgnoreCase)
    {
        [new FixCommand().Name] = FixCommand.Lists,
        [new PreventCommand().Name] = PreventCommand.Lists,
        [new LessonCommand().Name] = LessonCommand.Lists,
    };

    /// <returns>Nothing for what points at no statement.</returns>
    public static StatementOrigin? Read(Arguments typed)
    {
        var (verb, after) = typed.Split();
        var (word, rest) = after.Split();
        return ByVerb.TryGetValue(verb, out var lists) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new StatementOrigin(lists, number, rest.Raw)
            : null;
    }
}
