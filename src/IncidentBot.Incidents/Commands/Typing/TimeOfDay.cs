namespace IncidentBot.Incidents.Commands;

/// <summary>A time on a clock, as typed: <c>14:30</c>, <c>9:05:10</c>, <c>2:30 pm</c>, <c>2pm</c>, or <c>14:??</c> when nobody knew the minute.</summary>
internal readonly record struct TimeOfDay(TimeOnly Clock, bool MinuteIsKnown)
{
    /// <summary>Null where no time of day stands here; a failed reading where one does that no clock shows.</summary>
    public static Reading<TimeOfDay>? Read(Cursor cursor)
    {
        var start = cursor.Position;
        if (cursor.TakeDigits(1, 2, out var hour))
        {
            var time = cursor.Take(':') ? ReadMinutes(cursor, start, hour) : ReadHalfDayHour(cursor, start, hour);
            if (time is not null)
                return time;
        }

        cursor.Position = start;
        return null;
    }

    /// <summary>The ISO 8601 form without colons, <c>1430</c> or <c>143015</c>.</summary>
    public static Reading<TimeOfDay>? ReadBasic(Cursor cursor)
    {
        var start = cursor.Position;
        if (cursor.TakeDigits(6, 6, out var digits))
        {
            SkipFraction(cursor);
            return Of(digits / 10000, digits / 100 % 100, digits % 100, cursor.Since(start));
        }

        return cursor.TakeDigits(4, 4, out digits) ? Of(digits / 100, digits % 100, 0, cursor.Since(start)) : null;
    }

    private static Reading<TimeOfDay>? ReadMinutes(Cursor cursor, int start, int hour)
    {
        if (cursor.Take("??") || cursor.TakeWord("xx"))
        {
            return hour < 24
                ? Reading.Of(new TimeOfDay(new TimeOnly(hour, 0), MinuteIsKnown: false))
                : OffTheClock(cursor.Since(start));
        }

        if (!cursor.TakeDigits(2, 2, out var minute))
            return null;

        var second = ReadSeconds(cursor);
        var half = ReadHalf(cursor, beforeNoonIsPossible: hour <= 12);
        return HourOfDay(hour, half) is { } hourOfDay
            ? Of(hourOfDay, minute, second, cursor.Since(start))
            : OffTheClock(cursor.Since(start));
    }

    private static Reading<TimeOfDay>? ReadHalfDayHour(Cursor cursor, int start, int hour)
    {
        if (hour is < 1 or > 12 || ReadHalf(cursor, beforeNoonIsPossible: true) is not { } half)
            return null;

        return Of(HourOfDay(hour, half)!.Value, 0, 0, cursor.Since(start));
    }

    private static int ReadSeconds(Cursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Take(':') && cursor.TakeDigits(2, 2, out var second))
        {
            SkipFraction(cursor);
            return second;
        }

        cursor.Position = start;
        return 0;
    }

    private static void SkipFraction(Cursor cursor)
    {
        if (cursor.Peek() is not ('.' or ',') || !char.IsAsciiDigit(cursor.Peek(1)))
            return;

        cursor.Position++;
        while (char.IsAsciiDigit(cursor.Peek()))
            cursor.Position++;
    }

    /// <summary>Reads am, pm, a.m. or p.m. In <c>14:30 am I alone?</c> the am is a word of the sentence.</summary>
    private static char? ReadHalf(Cursor cursor, bool beforeNoonIsPossible)
    {
        var start = cursor.Position;
        cursor.TakeSpaces();
        var half = char.ToLowerInvariant(cursor.Peek());
        if (half == 'p' || (half == 'a' && (beforeNoonIsPossible || cursor.Position == start)))
        {
            cursor.Position++;
            if (cursor.Take(".m.") || cursor.TakeWord("m"))
                return half;
        }

        cursor.Position = start;
        return null;
    }

    private static int? HourOfDay(int hour, char? half) => (half, hour) switch
    {
        ('a', > 12) or ('p', 0) => null,
        ('a', 12) => 0,
        ('p', < 12) => hour + 12,
        _ => hour,
    };

    private static Reading<TimeOfDay> Of(int hour, int minute, int second, string typed) =>
        hour < 24 && minute < 60 && second < 60
            ? Reading.Of(new TimeOfDay(new TimeOnly(hour, minute, second), MinuteIsKnown: true))
            : OffTheClock(typed);

    private static Reading<TimeOfDay> OffTheClock(string typed) => Reading.Fail<TimeOfDay>(
        $"No clock shows {typed}: hours go from 00 to 23, minutes and seconds to 59. For example: 14:30 or 2:30pm.");
}
