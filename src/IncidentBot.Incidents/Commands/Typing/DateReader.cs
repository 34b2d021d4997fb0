namespace IncidentBot.Incidents.Commands;

/// <summary>The forms in which a date is typed. Each reader gives null where its form does not stand; what it took then is not given back.</summary>
internal static class DateReader
{
    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ];

    /// <summary>Reads a text that is a date and nothing else; null where it is none, a failed reading where it is one that can't be taken.</summary>
    public static Reading<DateOnly>? Read(string typed, SenderClock clock) =>
        Whole(typed, cursor => CalendarDate.Read(cursor))
        ?? Whole(typed, cursor => CalendarDate.Read(cursor, '/'))
        ?? Whole(typed, cursor => CalendarDate.Read(cursor, '.'))
        ?? Whole(typed, cursor => ReadFigures(cursor, '.'))
        ?? Whole(typed, cursor => ReadFigures(cursor, '/'))
        ?? Whole(typed, cursor => ReadDayAndMonth(cursor, clock.Today))
        ?? Whole(typed, cursor => ReadMonthAndDay(cursor, clock.Today))
        ?? Whole(typed, cursor => ReadWord(cursor, clock.Today))
        ?? Whole(typed, cursor => ReadWeekday(cursor, clock.Today))
        ?? Whole(typed, cursor => ReadIn(cursor, clock));

    private static Reading<DateOnly>? Whole(string typed, Func<Cursor, Reading<DateOnly>?> read)
    {
        var cursor = new Cursor(typed);
        if (cursor.TakeWord("on"))
            cursor.TakeSpaces();

        var date = read(cursor);
        return cursor.AtEnd ? date : null;
    }

    /// <summary><c>20.01.2024</c> or <c>01/20/2024</c>: which is the day is known only where one is over 12.</summary>
    private static Reading<DateOnly>? ReadFigures(Cursor cursor, char separator)
    {
        if (!cursor.TakeDigits(1, 2, out var first) || !cursor.Take(separator)
            || !cursor.TakeDigits(1, 2, out var second) || !cursor.Take(separator)
            || !cursor.TakeDigits(4, 4, out var year))
        {
            return null;
        }

        var typed = cursor.Since(0);
        if (first > 12 || first == second)
            return CalendarDate.Of(year, second, first, typed);

        var monthFirst = CalendarDate.Of(year, first, second, typed);
        if (second > 12 || !monthFirst.IsRead)
            return monthFirst;

        var dayFirst = CalendarDate.Of(year, second, first, typed);
        return !dayFirst.IsRead
            ? dayFirst
            : Reading.Fail<DateOnly>(
                $"{typed} can be {CalendarDate.Show(dayFirst.Value)} or {CalendarDate.Show(monthFirst.Value)}: please write the one you mean that way.");
    }

    private static Reading<DateOnly>? ReadDayAndMonth(Cursor cursor, DateOnly today)
    {
        if (ReadDay(cursor) is not { } day)
            return null;

        cursor.Take('.');
        TakeGap(cursor);
        if (cursor.TakeWord("of"))
            cursor.TakeSpaces();

        return ReadMonth(cursor) is { } month ? ReadYear(cursor, day, month, today) : null;
    }

    private static Reading<DateOnly>? ReadMonthAndDay(Cursor cursor, DateOnly today)
    {
        if (ReadMonth(cursor) is not { } month)
            return null;

        TakeGap(cursor);
        return ReadDay(cursor) is { } day ? ReadYear(cursor, day, month, today) : null;
    }

    private static int? ReadDay(Cursor cursor)
    {
        if (!cursor.TakeDigits(1, 2, out var day))
            return null;

        _ = cursor.TakeWord("st") || cursor.TakeWord("nd") || cursor.TakeWord("rd") || cursor.TakeWord("th");
        return day;
    }

    private static int? ReadMonth(Cursor cursor)
    {
        var word = cursor.TakeLetters(9).ToLowerInvariant();
        cursor.Take('.');
        var index = Array.FindIndex(Months, month => word == month || word == month[..3] || (word == "sept" && month == "september"));
        return index < 0 ? null : index + 1;
    }

    private static void TakeGap(Cursor cursor)
    {
        if (!cursor.Take('-'))
            cursor.TakeSpaces();
    }

    private static Reading<DateOnly> ReadYear(Cursor cursor, int day, int month, DateOnly today)
    {
        var withoutYear = cursor.Position;
        cursor.Take(',');
        TakeGap(cursor);
        if (cursor.TakeDigits(4, 4, out var year))
            return CalendarDate.Of(year, month, day, cursor.Since(0));

        cursor.Position = withoutYear;
        return NextWithout(day, month, today, cursor.Since(0));
    }

    /// <summary>The nearest such day that is not over; 29 Feb can be years away.</summary>
    private static Reading<DateOnly> NextWithout(int day, int month, DateOnly today, string typed)
    {
        for (var year = today.Year; year <= today.Year + 8; year++)
        {
            if (day >= 1 && day <= DateTime.DaysInMonth(year, month) && new DateOnly(year, month, day) is var date && date >= today)
                return Reading.Of(date);
        }

        return CalendarDate.Of(today.Year, month, day, typed);
    }

    private static Reading<DateOnly>? ReadWord(Cursor cursor, DateOnly today)
    {
        var daysAhead = cursor.TakeWord("today") ? 0
            : cursor.TakeWord("tomorrow") ? 1
            : cursor.TakeWord("yesterday") ? -1
            : TakeEndOfWeek(cursor) ? DaysUntil(DayOfWeek.Friday, today)
            : TakeEndOfMonth(cursor) ? DateTime.DaysInMonth(today.Year, today.Month) - today.Day
            : (int?)null;

        return daysAhead is { } days ? Reading.Of(today.AddDays(days)) : null;
    }

    // Work is what is due, so the week ends on its Friday; on a weekend the next one is meant.
    private static bool TakeEndOfWeek(Cursor cursor) =>
        cursor.TakeWord("eow") || cursor.TakeWord("end of week") || cursor.TakeWord("end of the week") || cursor.TakeWord("end of this week");

    private static bool TakeEndOfMonth(Cursor cursor) =>
        cursor.TakeWord("eom") || cursor.TakeWord("end of month") || cursor.TakeWord("end of the month") || cursor.TakeWord("end of this month");

    private static Reading<DateOnly>? ReadWeekday(Cursor cursor, DateOnly today)
    {
        if (cursor.TakeWord("next") || cursor.TakeWord("this"))
            cursor.TakeSpaces();

        if (WeekdayOf(cursor.TakeLetters(9)) is not { } weekday)
            return null;

        var days = DaysUntil(weekday, today);
        return Reading.Of(today.AddDays(days == 0 ? 7 : days));
    }

    private static DayOfWeek? WeekdayOf(string word) => word.ToLowerInvariant() switch
    {
        "mon" or "monday" => DayOfWeek.Monday,
        "tue" or "tues" or "tuesday" => DayOfWeek.Tuesday,
        "wed" or "weds" or "wednesday" => DayOfWeek.Wednesday,
        "thu" or "thur" or "thurs" or "thursday" => DayOfWeek.Thursday,
        "fri" or "friday" => DayOfWeek.Friday,
        "sat" or "saturday" => DayOfWeek.Saturday,
        "sun" or "sunday" => DayOfWeek.Sunday,
        _ => null,
    };

    private static int DaysUntil(DayOfWeek weekday, DateOnly today) => ((int)weekday - (int)today.DayOfWeek + 7) % 7;

    /// <summary><c>in 5d</c>, <c>in 2 weeks</c>, <c>in 36h</c>, <c>in 3 months</c>.</summary>
    private static Reading<DateOnly>? ReadIn(Cursor cursor, SenderClock clock)
    {
        if (!cursor.TakeWord("in"))
            return null;

        cursor.TakeSpaces();
        if (DurationReader.Read(cursor, out _) is { } span)
        {
            return span.IsRead
                ? Reading.Of(DateOnly.FromDateTime(clock.LocalNow + span.Value))
                : Reading.Fail<DateOnly>(span.Problem);
        }

        if (!cursor.TakeDigits(1, 2, out var months) || !cursor.TakeSpaces())
            return null;

        return cursor.TakeWord("month") || cursor.TakeWord("months") ? Reading.Of(clock.Today.AddMonths(months)) : null;
    }
}
