namespace IncidentBot.Incidents.Commands;

/// <summary>Reads a date as people type it: <c>2024-01-20</c>, <c>20 Jan</c>, <c>friday</c>, <c>in 5d</c>, <c>end of week</c>. Whether it may be past is for the caller to say.</summary>
public static class DateExpression
{
    private const string Examples = "For example: 2024-01-20, 20 Jan, friday, tomorrow or in 5d.";
    private const int LongestDate = 40;

    public static Reading<DateOnly> Parse(string text, SenderClock clock)
    {
        var typed = Typed.Trim(text);
        if (typed.Length == 0)
            return Reading.Fail<DateOnly>($"A date is missing. {Examples}");

        return Recognise(typed, clock)
            ?? Reading.Fail<DateOnly>($"I can't read \"{Excerpt.Of(typed)}\" as a date. {Examples}");
    }

    /// <summary>
    /// Finds the <c>by DATE</c> that ends a text; <paramref name="before"/> is the text without it.
    /// False where the last "by" has no date behind it, as in "stop the queue by hand".
    /// </summary>
    public static bool TryReadDeadline(string text, SenderClock clock, out string before, out Reading<DateOnly> date)
    {
        before = text;
        date = Reading.Fail<DateOnly>($"There is no date at the end. {Examples}");
        if (LastBy(text) is not { } by)
            return false;

        var typed = Typed.Trim(text[(by + 2)..]).TrimEnd('.', '!');
        if (Recognise(typed, clock) is not { } deadline)
            return false;

        before = text[..by].TrimEnd();
        date = deadline;
        return true;
    }

    private static Reading<DateOnly>? Recognise(string typed, SenderClock clock) =>
        typed.Length is > 0 and <= LongestDate ? DateReader.Read(typed, clock) : null;

    private static int? LastBy(string text)
    {
        for (var index = text.Length - 3; index >= 0; index--)
        {
            var isWord = (index == 0 || char.IsWhiteSpace(text[index - 1])) && char.IsWhiteSpace(text[index + 2]);
            if (isWord && text.AsSpan(index, 2).Equals("by", StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return null;
    }
}
