using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>A full date in figures, and what to say about one that no calendar has.</summary>
internal static class CalendarDate
{
    /// <summary><c>2024-01-20</c>. Null where no such date stands here.</summary>
    public static Reading<DateOnly>? Read(Cursor cursor, char separator = '-')
    {
        var start = cursor.Position;
        if (cursor.TakeDigits(4, 4, out var year)
            && cursor.Take(separator)
            && cursor.TakeDigits(1, 2, out var month)
            && cursor.Take(separator)
            && cursor.TakeDigits(1, 2, out var day))
        {
            return Of(year, month, day, cursor.Since(start));
        }

        cursor.Position = start;
        return null;
    }

    /// <summary><c>20240120</c>, which ISO 8601 allows; read only before a T.</summary>
    public static Reading<DateOnly>? ReadBasic(Cursor cursor)
    {
        var start = cursor.Position;
        if (cursor.TakeDigits(8, 8, out var digits) && cursor.Peek() is 'T' or 't' && char.IsAsciiDigit(cursor.Peek(1)))
            return Of(digits / 10000, digits / 100 % 100, digits % 100, cursor.Since(start));

        cursor.Position = start;
        return null;
    }

    public static Reading<DateOnly> Of(int year, int month, int day, string typed)
    {
        if (year is < 1970 or > 9000)
            return Reading.Fail<DateOnly>($"The year in {typed} is not one I can place. For example: 2024-01-20.");

        if (month is < 1 or > 12)
            return Reading.Fail<DateOnly>($"There is no month {month} in {typed}: write year-month-day, for example 2024-01-20.");

        if (day is < 1 or > 31)
            return Reading.Fail<DateOnly>($"There is no day {day} in {typed}: write year-month-day, for example 2024-01-20.");

        var last = DateTime.DaysInMonth(year, month);
        if (day <= last)
            return Reading.Of(new DateOnly(year, month, day));

        var before = new DateOnly(year, month, last);
        return Reading.Fail<DateOnly>(
            $"{typed} does not exist: did you mean {Show(before)} or {Show(before.AddDays(1))}?");
    }

    /// <summary>What somebody may have meant who typed a date ahead of now, the likeliest first: these days, else the same day of an earlier year.</summary>
    public static IEnumerable<DateOnly> LikelyMeant(DateOnly date, DateOnly today)
    {
        if (date.DayNumber - today.DayNumber is 0 or 1)
        {
            yield return today;
            yield return today.AddDays(-1);
        }

        for (var year = Math.Min(date.Year, today.Year); year > 0; year--)
        {
            if (date.Day <= DateTime.DaysInMonth(year, date.Month))
                yield return new DateOnly(year, date.Month, date.Day);
        }
    }

    public static string Show(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Show(DateTime local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
