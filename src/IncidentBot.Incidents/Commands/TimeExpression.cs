namespace IncidentBot.Incidents.Commands;

/// <summary>Reads when something happened, as people type it: <c>14:30</c>, <c>14:30Z</c>, <c>2024-01-15 14:30</c>, <c>25m ago</c>. Never a time ahead of now.</summary>
public static class TimeExpression
{
    private const string Examples = "For example: 14:30, 14:30Z, 2024-01-15 14:30 or 25m ago.";

    /// <summary>Reads a text that is a time and nothing else.</summary>
    public static Reading<Moment> Parse(string text, SenderClock clock)
    {
        var typed = Typed.Trim(text);
        if (typed.Length == 0)
            return Reading.Fail<Moment>($"A time is missing. {Examples}");

        var cursor = new Cursor(typed);
        if (TimeReader.Read(cursor, clock, wordsAlone: true) is not { } time)
            return Reading.Fail<Moment>(WhyNot(typed));

        if (!time.IsRead || cursor.AtEnd)
            return time;

        return Reading.Fail<Moment>(
            $"I read {cursor.Since(0)} as the time, but not \"{Excerpt.Of(typed[cursor.Position..])}\" behind it. {Examples}");
    }

    /// <summary>
    /// Reads the longest time at the beginning of a text; <paramref name="rest"/> is what follows, without the separator.
    /// False where the text begins with something else, ratios such as 80:20 or 25:99 included: they stay text.
    /// True with a failed reading where it is a time that can't be taken, such as one ahead of now.
    /// </summary>
    public static bool TryReadPrefix(string text, SenderClock clock, out Reading<Moment> time, out string rest)
    {
        var cursor = new Cursor(text);
        cursor.TakeWhiteSpace();
        var read = TimeReader.Read(cursor, clock, wordsAlone: false);
        time = read ?? Reading.Fail<Moment>(WhyNot(text.Trim()));
        rest = time.IsRead ? cursor.Rest() : text;
        return read is not null;
    }

    /// <summary>Reads the time behind an option: here <c>now</c>, <c>today</c> and <c>yesterday</c> need nothing behind them.</summary>
    internal static Reading<Moment> ReadOption(Cursor cursor, string text, SenderClock clock)
    {
        var start = cursor.Position;
        return TimeReader.Read(cursor, clock, wordsAlone: true)
            ?? Reading.Fail<Moment>(WhyNot(Excerpt.FirstWord(text, start)));
    }

    private static string WhyNot(string typed)
    {
        if (TimeOfDay.Read(new Cursor(typed)) is { IsRead: false } noTime)
            return noTime.Problem;

        var isSpan = DurationExpression.Parse(typed).IsRead;
        var excerpt = Excerpt.Of(typed);
        return isSpan
            ? $"I read {excerpt} as a span, not as a time: did you mean {excerpt} ago?"
            : $"I can't read \"{excerpt}\" as a time. {Examples}";
    }
}
