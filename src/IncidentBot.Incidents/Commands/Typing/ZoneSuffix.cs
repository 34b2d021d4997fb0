namespace IncidentBot.Incidents.Commands;

/// <summary>The offset behind a time: <c>Z</c>, <c>UTC</c>, <c>+02:00</c>, <c>UTC+2</c>.</summary>
internal static class ZoneSuffix
{
    private static readonly TimeSpan FurthestWest = TimeSpan.FromHours(-12);
    private static readonly TimeSpan FurthestEast = TimeSpan.FromHours(14);

    // IST alone is three zones, and EST is typed in summer too. A wrong guess would stand in the document, so we ask.
    private static readonly HashSet<string> Abbreviations =
    [
        "CET", "CEST", "EET", "EEST", "WET", "WEST", "BST", "IST", "MSK", "ET", "EST", "EDT", "CST", "CDT", "MST", "MDT",
        "PT", "PST", "PDT", "AKST", "AKDT", "HST", "JST", "KST", "SGT", "HKT", "AEST", "AEDT", "ACST", "AWST", "NZST", "NZDT",
    ];

    /// <summary>Null where none stands here. <paramref name="isDated"/>: behind a full date, <c>+0200</c> may stand apart, as logs write it.</summary>
    public static Reading<TimeSpan>? Read(Cursor cursor, bool isDated)
    {
        var start = cursor.Position;
        if (ReadAny(cursor, isDated) is { } suffix && cursor.AtBoundary)
            return suffix;

        cursor.Position = start;
        return null;
    }

    private static Reading<TimeSpan>? ReadAny(Cursor cursor, bool isDated)
    {
        var stoodApart = cursor.TakeSpaces();
        if (cursor.TakeWord("z"))
            return Reading.Of(TimeSpan.Zero);

        if (ReadUniversal(cursor) is { } universal)
            return Reading.Of(universal);

        if (ReadOffset(cursor, hourAlone: !stoodApart, withoutColon: isDated || !stoodApart) is { } offset)
            return Reading.Of(offset);

        var abbreviation = stoodApart ? cursor.TakeLetters(4) : "";
        return Abbreviations.Contains(abbreviation)
            ? Reading.Fail<TimeSpan>(
                $"{abbreviation} can be more than one zone. Type the time as your own clock shows it, or with its offset, for example 14:30Z or 14:30+02:00.")
            : null;
    }

    private static TimeSpan? ReadUniversal(Cursor cursor)
    {
        var start = cursor.Position;
        if (!cursor.Take("utc") && !cursor.Take("gmt"))
            return null;

        if (ReadOffset(cursor, hourAlone: true, withoutColon: true) is { } offset)
            return offset;

        if (!char.IsLetterOrDigit(cursor.Peek()))
            return TimeSpan.Zero;

        cursor.Position = start;
        return null;
    }

    private static TimeSpan? ReadOffset(Cursor cursor, bool hourAlone, bool withoutColon)
    {
        var start = cursor.Position;
        var isWest = cursor.Peek() == '-';
        if ((isWest || cursor.Peek() == '+') && ReadHoursAndMinutes(cursor, hourAlone, withoutColon) is { } distance)
        {
            var offset = isWest ? -distance : distance;
            if (IsInUse(offset) && !char.IsLetterOrDigit(cursor.Peek()))
                return offset;
        }

        cursor.Position = start;
        return null;
    }

    // No place is less than an hour west of Greenwich: 23:30-00:30 is a span over midnight.
    private static bool IsInUse(TimeSpan offset) =>
        offset >= FurthestWest && offset <= FurthestEast && (offset >= TimeSpan.Zero || offset <= TimeSpan.FromHours(-1));

    private static TimeSpan? ReadHoursAndMinutes(Cursor cursor, bool hourAlone, bool withoutColon)
    {
        cursor.Position++;
        var minute = 0;
        if (withoutColon && cursor.TakeDigits(4, 4, out var digits))
            (digits, minute) = (digits / 100, digits % 100);
        else if (!cursor.TakeDigits(1, 2, out digits))
            return null;
        else if (cursor.Peek() == ':' && char.IsAsciiDigit(cursor.Peek(1)))
        {
            cursor.Position++;
            if (!cursor.TakeDigits(2, 2, out minute))
                return null;
        }
        else if (!hourAlone)
            return null;

        return minute < 60 ? new TimeSpan(digits, minute, 0) : null;
    }
}
