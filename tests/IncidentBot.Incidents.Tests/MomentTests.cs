using Xunit;

namespace IncidentBot.Incidents.Tests;

public sealed class MomentTests
{
    private static readonly DateTimeOffset InBerlin = new(2024, 1, 15, 15, 30, 59, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(Precision.Exact, "14:30")]
    [InlineData(Precision.About, "~14:30")]
    [InlineData(Precision.Hour, "14:??")]
    [InlineData(Precision.Day, "2024-01-15")]
    public void Shows_no_more_than_was_known(Precision precision, string shown)
    {
        var moment = new Moment(InBerlin, precision);

        Assert.Equal(shown, moment.ToClock());
    }

    [Fact]
    public void Is_kept_in_UTC_however_it_is_made()
    {
        var made = new Moment(InBerlin);
        var changed = default(Moment) with { At = InBerlin };

        Assert.Equal(TimeSpan.Zero, made.At.Offset);
        Assert.Equal(made, changed);
        Assert.Equal(TimeSpan.Zero, changed.At.Offset);
    }

    [Fact]
    public void Sorts_by_time_and_keeps_the_order_of_what_happened_together()
    {
        var later = new Moment(InBerlin.AddMinutes(1));
        var exact = new Moment(InBerlin);
        var about = new Moment(InBerlin, Precision.About);

        var sorted = new[] { later, exact, about }.Order(Moment.Earliest);

        Assert.Equal([exact, about, later], sorted);
    }

    [Fact]
    public void A_day_is_the_date_itself_at_midnight_UTC()
    {
        var day = Moment.OnDay(new DateOnly(2024, 1, 15));

        Assert.Equal(new Moment(new DateTimeOffset(2024, 1, 15, 0, 0, 0, TimeSpan.Zero), Precision.Day), day);
    }
}
