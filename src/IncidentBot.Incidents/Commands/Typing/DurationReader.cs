using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>Reads <c>1h 30m</c> part by part, each unit smaller than the one before.</summary>
internal static class DurationReader
{
    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private const int Day = 24 * Hour;
    private const int LongestUnit = 7;
    private const int MostDigits = 15;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Null where no span stands here. <paramref name="countsDays"/> tells whether it was typed in whole days or weeks only.</summary>
    public static Reading<TimeSpan>? Read(Cursor cursor, out bool countsDays)
    {
        var start = cursor.Position;
        var seconds = 0m;
        int? smallest = null;
        while (ReadPart(cursor, smallest) is { } part)
        {
            seconds += part.Count * part.Unit;
            smallest = part.Unit;
        }

        countsDays = smallest >= Day && seconds % Day == 0;
        if (smallest is null)
            return null;

        return seconds <= (decimal)Longest.TotalSeconds
            ? Reading.Of(TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)))
            : Reading.Fail<TimeSpan>($"{cursor.Since(start)} is longer than ten years. For example: 25m, 1h 30m or 3d.");
    }

    private static (decimal Count, int Unit)? ReadPart(Cursor cursor, int? unitBefore)
    {
        var start = cursor.Position;
        var isAttached = unitBefore is null || !TakeJoin(cursor);
        if (ReadCount(cursor) is { } count)
        {
            if (unitBefore == Hour && isAttached && count < 60 && cursor.Position - start == 2 && !char.IsLetter(cursor.Peek()))
                return (count, Minute);

            cursor.TakeSpaces();
            if (UnitOf(cursor.TakeLetters(LongestUnit)) is { } unit && unit < (unitBefore ?? int.MaxValue))
                return (count, unit);
        }

        cursor.Position = start;
        return null;
    }

    /// <summary>What may stand between two parts: a space, a comma, "and".</summary>
    private static bool TakeJoin(Cursor cursor)
    {
        var start = cursor.Position;
        cursor.Take(',');
        cursor.TakeSpaces();
        if (cursor.TakeWord("and"))
            cursor.TakeSpaces();

        return cursor.Position > start;
    }

    private static decimal? ReadCount(Cursor cursor)
    {
        var digits = "";
        var hasPoint = false;
        while (digits.Length <= MostDigits)
        {
            var typed = cursor.Peek(digits.Length);
            var isPoint = !hasPoint && digits.Length > 0 && typed is '.' or ',' && char.IsAsciiDigit(cursor.Peek(digits.Length + 1));
            if (!isPoint && !char.IsAsciiDigit(typed))
                break;

            hasPoint |= isPoint;
            digits += isPoint ? '.' : typed;
        }

        if (digits.Length is 0 or > MostDigits)
            return null;

        cursor.Position += digits.Length;
        return decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    private static int? UnitOf(string word) => word.ToLowerInvariant() switch
    {
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "m" or "min" or "mins" or "minute" or "minutes" => Minute,
        "h" or "hr" or "hrs" or "hour" or "hours" => Hour,
        "d" or "day" or "days" => Day,
        "w" or "wk" or "week" or "weeks" => 7 * Day,
        _ => null,
    };
}
