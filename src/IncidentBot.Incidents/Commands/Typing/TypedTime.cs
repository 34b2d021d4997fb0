namespace IncidentBot.Incidents.Commands;

/// <summary>A date, a time of day and an offset as they were typed; the date can depend on where the offset is ("yesterday 23:30Z").</summary>
internal readonly record struct TypedTime(Func<SenderClock, DateOnly>? Date, Reading<TimeOfDay>? Time, Reading<TimeSpan>? Offset)
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    /// <summary>Which moment is meant; <paramref name="typed"/> is quoted when it is refused.</summary>
    public Reading<Moment> Resolve(SenderClock sender, string typed)
    {
        if (Time is { IsRead: false } noTime)
            return Reading.Fail<Moment>(noTime.Problem);

        if (Offset is { IsRead: false } noOffset)
            return Reading.Fail<Moment>(noOffset.Problem);

        var clock = Offset is { } offset ? sender.At(offset.Value) : sender;
        if (Time is not { } time)
            return WholeDay(Date!(clock), clock, typed);

        var at = Date is { } date
            ? WallClock.On(date(clock), time.Value.Clock, clock, typed)
            : WallClock.MostRecent(time.Value.Clock, clock);

        if (!at.IsRead)
            return Reading.Fail<Moment>(at.Problem);

        return Reading.Of(time.Value.MinuteIsKnown ? new Moment(at.Value) : WithinTheHour(at.Value, clock));
    }

    private static Reading<Moment> WholeDay(DateOnly date, SenderClock clock, string typed)
    {
        if (date <= clock.Today)
            return Reading.Of(Moment.OnDay(date));

        var meant = CalendarDate.LikelyMeant(date, clock.Today).First(earlier => earlier <= clock.Today);
        return Reading.Fail<Moment>(
            $"{typed} is ahead of now ({CalendarDate.Show(clock.Today)}): did you mean {CalendarDate.Show(meant)}?");
    }

    /// <summary>An hour in Kathmandu or Adelaide is the end of one UTC hour and the beginning of the next; about its middle is true of both.</summary>
    private static Moment WithinTheHour(DateTimeOffset start, SenderClock clock)
    {
        if (clock.Zone.GetUtcOffset(start).Minutes == 0)
            return new Moment(start, Precision.Hour);

        var middle = start + HalfAnHour;
        return new Moment(middle < clock.Now ? middle : clock.Now, Precision.About);
    }
}
