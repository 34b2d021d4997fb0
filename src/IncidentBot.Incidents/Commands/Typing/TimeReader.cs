namespace IncidentBot.Incidents.Commands;

/// <summary>The forms in which a time is typed. Each reader gives null, and takes nothing, where its form does not stand.</summary>
internal static class TimeReader
{
    /// <summary>
    /// Reads the longest time at the cursor. <paramref name="wordsAlone"/>: whether <c>now</c>, <c>today</c> and <c>yesterday</c>
    /// are times by themselves, as behind <c>--at</c>; at the beginning of a sentence they are words ("now the API is down").
    /// </summary>
    public static Reading<Moment>? Read(Cursor cursor, SenderClock clock, bool wordsAlone)
    {
        var start = cursor.Position;
        var isAbout = TakeAbout(cursor);
        var moment = ReadAgo(cursor, clock)
            ?? ReadDated(cursor, clock)
            ?? ReadClock(cursor, clock)
            ?? ReadWord(cursor, clock, wordsAlone);

        if (moment is { } read && cursor.AtBoundary)
            return isAbout ? About(read) : read;

        cursor.Position = start;
        return null;
    }

    private static bool TakeAbout(Cursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Take('~'))
        {
            cursor.TakeSpaces();
            return true;
        }

        foreach (var word in (string[])["about", "around", "circa", "approx.", "approx", "ca.", "ca"])
        {
            if (cursor.Take(word) && (cursor.TakeSpaces() || (word[^1] == '.' && char.IsAsciiDigit(cursor.Peek()))))
                return true;

            cursor.Position = start;
        }

        return false;
    }

    private static Reading<Moment> About(Reading<Moment> read) =>
        read is { IsRead: true, Value.Precision: Precision.Exact }
            ? Reading.Of(read.Value with { Precision = Precision.About })
            : read;

    /// <summary><c>25m ago</c>. Days and weeks by themselves name a date: nobody means the very minute of three days ago.</summary>
    private static Reading<Moment>? ReadAgo(Cursor cursor, SenderClock clock)
    {
        var start = cursor.Position;
        if (DurationReader.Read(cursor, out var countsDays) is { } span)
        {
            cursor.TakeSpaces();
            if (cursor.TakeWord("ago"))
            {
                return !span.IsRead ? Reading.Fail<Moment>(span.Problem)
                    : countsDays ? Reading.Of(Moment.OnDay(clock.Today.AddDays(-span.Value.Days)))
                    : Reading.Of(new Moment(clock.Now - span.Value));
            }
        }

        cursor.Position = start;
        return null;
    }

    /// <summary><c>2024-01-15 14:30</c>, ISO 8601, <c>yesterday 14:30</c>, or a date alone.</summary>
    private static Reading<Moment>? ReadDated(Cursor cursor, SenderClock clock)
    {
        var start = cursor.Position;
        var isBasic = CalendarDate.ReadBasic(cursor);
        if ((isBasic ?? CalendarDate.Read(cursor)) is { } date)
        {
            var time = ReadTimeBehind(cursor, isBasic is not null);
            var zone = time is null ? null : ZoneSuffix.Read(cursor, isDated: true);
            return date.IsRead
                ? new TypedTime(_ => date.Value, time, zone).Resolve(clock, cursor.Since(start))
                : Reading.Fail<Moment>(date.Problem);
        }

        if (TakeDayWord(cursor) is { } daysBack)
        {
            var time = ReadTimeBehind(cursor, isBasic: false);
            if (time is not null)
            {
                var zone = ZoneSuffix.Read(cursor, isDated: true);
                return new TypedTime(local => local.Today.AddDays(-daysBack), time, zone).Resolve(clock, cursor.Since(start));
            }
        }

        cursor.Position = start;
        return null;
    }

    private static Reading<TimeOfDay>? ReadTimeBehind(Cursor cursor, bool isBasic)
    {
        var start = cursor.Position;
        if (!cursor.Take('t'))
        {
            cursor.Take(',');
            cursor.TakeSpaces();
            if (cursor.TakeWord("at"))
                cursor.TakeSpaces();
        }

        var time = cursor.Position == start ? null : isBasic ? TimeOfDay.ReadBasic(cursor) : TimeOfDay.Read(cursor);
        if (time is null)
            cursor.Position = start;

        return time;
    }

    /// <summary><c>14:30</c> by itself, with an offset, or with today or yesterday behind it.</summary>
    private static Reading<Moment>? ReadClock(Cursor cursor, SenderClock clock)
    {
        var start = cursor.Position;
        // What no clock shows is a ratio in a sentence as often as a mistake ("80:20"), so it is no time here.
        if (TimeOfDay.Read(cursor) is not { IsRead: true } time)
        {
            cursor.Position = start;
            return null;
        }

        var typed = cursor.Since(start);
        if (TakeEndOfSpan(cursor, time.Value.Clock))
            return Reading.Fail<Moment>($"{cursor.Since(start)} reads as a span, and I need one time: {typed}, or with the date where the end is an offset, such as 2024-01-15T14:30-05:00.");

        var zone = ZoneSuffix.Read(cursor, isDated: false);
        var beforeDay = cursor.Position;
        cursor.TakeSpaces();
        if (TakeDayWord(cursor) is { } daysBack && cursor.AtBoundary)
            return new TypedTime(local => local.Today.AddDays(-daysBack), time, zone).Resolve(clock, cursor.Since(start));

        cursor.Position = beforeDay;
        return new TypedTime(null, time, zone).Resolve(clock, typed);
    }

    /// <summary>In <c>09:30-10:00</c> the second half is later: an end rather than an offset.</summary>
    private static bool TakeEndOfSpan(Cursor cursor, TimeOnly begin)
    {
        var start = cursor.Position;
        if (Typed.IsDash(cursor.Peek()))
        {
            cursor.Position++;
            if (TimeOfDay.Read(cursor) is { IsRead: true } end && end.Value.Clock > begin)
                return true;
        }

        cursor.Position = start;
        return false;
    }

    private static int? TakeDayWord(Cursor cursor) =>
        cursor.TakeWord("today") ? 0 : cursor.TakeWord("yesterday") ? 1 : null;

    private static Reading<Moment>? ReadWord(Cursor cursor, SenderClock clock, bool wordsAlone)
    {
        var start = cursor.Position;
        Moment? moment = cursor.TakeWord("now") ? new Moment(clock.Now)
            : TakeDayWord(cursor) is { } daysBack ? Moment.OnDay(clock.Today.AddDays(-daysBack))
            : null;

        if (moment is { } read && (wordsAlone || cursor.AtEnd || cursor.Peek() == ':'))
            return Reading.Of(read);

        cursor.Position = start;
        return null;
    }
}
