using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Nudges;

public sealed class ReminderPolicyTests
{
    private static readonly DateOnly DueOn = new(2024, 1, 16);

    [Fact]
    public void Reminds_on_the_day_after_the_due_date_from_nine()
    {
        var reminder = ReminderPolicy.For(Item(TimeZoneInfo.Utc), At("2024-01-17T09:00:00Z"));

        Assert.Equal(new DueReminder(new IncidentId("INC-2024-0115-1430"), "AI-003", "overdue", new DateOnly(2024, 1, 17)), reminder);
    }

    [Theory]
    [InlineData("2024-01-16T09:00:00Z")]
    [InlineData("2024-01-16T23:59:59Z")]
    [InlineData("2024-01-17T00:00:00Z")]
    [InlineData("2024-01-17T08:59:59Z")]
    public void What_is_due_today_is_not_overdue_and_nobody_is_woken(string now) =>
        Assert.Null(ReminderPolicy.For(Item(TimeZoneInfo.Utc), At(now)));

    [Theory]
    [InlineData("2024-01-20T09:00:00Z")] // a Saturday
    [InlineData("2024-01-21T23:00:00Z")] // a Sunday
    public void Reminds_on_any_day(string now) =>
        Assert.NotNull(ReminderPolicy.For(Item(TimeZoneInfo.Utc), At(now)));

    [Theory]
    [InlineData("Pacific/Pago_Pago", "2024-01-17T19:59:59Z", "2024-01-17T20:00:00Z", "2024-01-17")] // -11
    [InlineData("Asia/Kolkata", "2024-01-17T03:29:59Z", "2024-01-17T03:30:00Z", "2024-01-17")] // +5:30
    [InlineData("Pacific/Kiritimati", "2024-01-16T18:59:59Z", "2024-01-16T19:00:00Z", "2024-01-17")] // +14
    public void The_morning_and_the_day_are_the_owners(string zone, string before, string from, string slot)
    {
        var item = Item(TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Null(ReminderPolicy.For(item, At(before)));
        Assert.Equal(DateOnly.ParseExact(slot, "yyyy-MM-dd"), ReminderPolicy.For(item, At(from))?.Slot);
    }

    [Theory]
    [InlineData("2024-03-30T07:59:00Z", "2024-03-30T08:00:00Z")] // the day before summer time begins
    [InlineData("2024-03-31T06:59:00Z", "2024-03-31T07:00:00Z")] // the day it begins
    [InlineData("2024-10-26T06:59:00Z", "2024-10-26T07:00:00Z")] // the day before it ends
    [InlineData("2024-10-27T07:59:00Z", "2024-10-27T08:00:00Z")] // the day it ends
    public void Nine_is_nine_on_the_wall_when_the_clocks_change(string before, string from)
    {
        var item = Item(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.Null(ReminderPolicy.For(item, At(before)));
        Assert.NotNull(ReminderPolicy.For(item, At(from)));
    }

    [Fact]
    public void One_reminder_a_day()
    {
        var item = Item(TimeZoneInfo.Utc) with { LastSlot = new DateOnly(2024, 1, 17) };

        Assert.Null(ReminderPolicy.For(item, At("2024-01-17T15:00:00Z")));
        Assert.Equal(new DateOnly(2024, 1, 18), ReminderPolicy.For(item, At("2024-01-18T09:00:00Z"))?.Slot);
    }

    [Theory]
    [InlineData(ActionItemStatus.Open, true)]
    [InlineData(ActionItemStatus.InProgress, true)]
    [InlineData(ActionItemStatus.Done, false)]
    [InlineData(ActionItemStatus.Dropped, false)]
    public void Only_open_work_is_reminded_of(ActionItemStatus status, bool isReminded) =>
        Assert.Equal(isReminded, ReminderPolicy.For(Item(TimeZoneInfo.Utc) with { Status = status }, At("2024-01-17T12:00:00Z")) is not null);

    [Fact]
    public void Without_a_due_date_nothing_is_overdue() =>
        Assert.Null(ReminderPolicy.For(Item(TimeZoneInfo.Utc) with { DueOn = null }, At("2034-01-17T12:00:00Z")));

    [Theory]
    [InlineData("2024-01-16T09:59:00Z", "2024-01-16")]
    [InlineData("2024-01-16T10:00:00Z", "2024-01-17")]
    public void The_latest_date_on_earth_bounds_what_can_be_overdue(string now, string expected) =>
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd"), ReminderPolicy.LatestToday(At(now)));

    [Fact]
    public void A_reminder_is_said_as_long_as_its_reason_holds() =>
        Assert.Null(WhyNot(Work(), "2024-01-17T23:59:59Z"));

    [Fact]
    public void Nothing_is_said_of_work_that_was_done_dropped_or_moved_in_the_meantime()
    {
        Assert.Equal("the item is done", WhyNot(Work() with { Status = ActionItemStatus.Done }, "2024-01-17T09:01:00Z"));
        Assert.Equal("the item is dropped", WhyNot(Work() with { Status = ActionItemStatus.Dropped }, "2024-01-17T09:01:00Z"));
        Assert.Equal("the item was rescheduled", WhyNot(Work() with { DueOn = new DateOnly(2024, 1, 17) }, "2024-01-17T09:01:00Z"));
        Assert.Equal("the item was rescheduled", WhyNot(Work() with { DueOn = null }, "2024-01-17T09:01:00Z"));
    }

    [Fact]
    public void A_reminder_that_comes_a_day_late_gives_way_to_that_days_own() =>
        Assert.NotNull(WhyNot(Work(), "2024-01-18T00:00:00Z"));

    private static string? WhyNot(ActionItem item, string now) =>
        ReminderPolicy.WhyNotSaid(item, new DateOnly(2024, 1, 17), TimeZoneInfo.Utc, At(now));

    private static OwedItem Item(TimeZoneInfo zone) => new(new IncidentId("INC-2024-0115-1430"), "AI-003", ActionItemStatus.Open, DueOn, zone, null);

    private static ActionItem Work() => IncidentRecord.From(new IncidentId("INC-2024-0115-1430"),
    [
        new TimelineEvent(1, new Moment(At("2024-01-15T14:30:00Z")), At("2024-01-15T14:30:00Z"), new Person("test:ada", "Ada"), null,
            new ActionItemAdded("AI-001", "Add an index", null, Priority.P0, DueOn)),
    ]).ActionItems[0];

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
