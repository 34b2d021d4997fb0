namespace IncidentBot.Incidents.Commands;

/// <summary>Reads how long something takes, as people type it: <c>25m</c>, <c>1h30m</c>, <c>90 min</c>, <c>1.5h</c>, <c>3d</c>. Ten years at most.</summary>
public static class DurationExpression
{
    private const string Examples = "For example: 25m, 1h 30m or 3d.";

    /// <summary>Reads a text that is a span of time and nothing else.</summary>
    public static Reading<TimeSpan> Parse(string text)
    {
        var typed = Typed.Trim(text);
        if (typed.Length == 0)
            return Reading.Fail<TimeSpan>($"A span of time is missing. {Examples}");

        var cursor = new Cursor(typed);
        var span = DurationReader.Read(cursor, out _);
        if (span is { } read && (!read.IsRead || cursor.AtEnd))
            return read;

        return Reading.Fail<TimeSpan>(WhyNot(typed));
    }

    /// <summary>Reads the longest span at the beginning of a text; <paramref name="rest"/> is what follows, without the separator.</summary>
    public static bool TryReadPrefix(string text, out Reading<TimeSpan> duration, out string rest)
    {
        var cursor = new Cursor(text);
        cursor.TakeWhiteSpace();
        var read = DurationReader.Read(cursor, out _);
        if (read is null || !cursor.AtBoundary)
        {
            duration = Reading.Fail<TimeSpan>(WhyNot(text));
            rest = text;
            return false;
        }

        duration = read.Value;
        rest = duration.IsRead ? cursor.Rest() : text;
        return true;
    }

    internal static Reading<TimeSpan> ReadOption(Cursor cursor, string text)
    {
        var start = cursor.Position;
        return DurationReader.Read(cursor, out _) is { } read && cursor.AtBoundary
            ? read
            : Reading.Fail<TimeSpan>(WhyNot(Excerpt.FirstWord(text, start)));
    }

    private static string WhyNot(string typed)
    {
        var excerpt = Excerpt.Of(typed);
        return excerpt.Length is > 0 and < 6 && excerpt.All(char.IsDigit)
            ? $"{excerpt} of what? With a unit I can read it: {excerpt}m, {excerpt}h or {excerpt}d."
            : $"I can't read \"{excerpt}\" as a span of time. {Examples}";
    }
}
