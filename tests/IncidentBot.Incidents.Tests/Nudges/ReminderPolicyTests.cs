using IncidentBot.Incidents.Nudges;
using Xunit;
using static IncidentBot.Incidents.Tests.Nudges.Sweeps;

namespace IncidentBot.Incidents.Tests.Nudges;

public sealed class ReminderPolicyTests
{
    [Fact]
    public void The_owner_hears_the_day_before_on_the_day_and_each_working_day_after_the_others_once()
    {
        var told = Of(Item(), "2024-01-10T14:30Z", "2024-01-25T00:00Z");

        Assert.Equal(
            [
                "2024-01-15 09:00 day-before", "2024-01-16 09:00 due-today", "2024-01-17 09:00 overdue", "2024-01-18 09:00 overdue",
                "2024-01-19 09:00 overdue", "2024-01-19 09:00 escalated", "2024-01-22 09:00 overdue", "2024-01-23 09:00 overdue",
                "2024-01-23 09:00 escalated-lead", "2024-01-24 09:00 overdue",
            ],
            told);
    }

    [Theory]
    [InlineData("Pacific/Pago_Pago", "2024-01-15 20:00 day-before", "2024-01-16 20:00 due-today", "2024-01-17 20:00 overdue")] // -11
    [InlineData("America/New_York", "2024-01-15 14:00 day-before", "2024-01-16 14:00 due-today", "2024-01-17 14:00 overdue")]
    [InlineData("Asia/Kolkata", "2024-01-15 03:30 day-before", "2024-01-16 03:30 due-today", "2024-01-17 03:30 overdue")] // +5:30
    [InlineData("Asia/Kathmandu", "2024-01-15 03:15 day-before", "2024-01-16 03:15 due-today", "2024-01-17 03:15 overdue")] // +5:45
    [InlineData("Pacific/Kiritimati", "2024-01-14 19:00 day-before", "2024-01-15 19:00 due-today", "2024-01-16 19:00 overdue")] // +14
    public void The_morning_and_the_day_are_the_owners(string zone, params string[] expected) =>
        Assert.Equal(expected, Of(Item(zone) with { Commander = null, Lead = null }, "2024-01-10T14:30Z", "2024-01-17T21:00Z").Take(3));

    [Fact]
    public void Nine_is_nine_on_the_wall_when_summer_time_begins_and_ends()
    {
        Assert.Equal(
            ["2024-03-29 08:00 due-today", "2024-04-01 07:00 overdue"],
            Of(Item("Europe/Berlin", "2024-03-29") with { Commander = null, Lead = null }, "2024-03-29T00:00Z", "2024-04-02T00:00Z"));
        Assert.Equal(
            ["2024-10-25 07:00 due-today", "2024-10-28 08:00 overdue"],
            Of(Item("Europe/Berlin", "2024-10-25") with { Commander = null, Lead = null }, "2024-10-25T00:00Z", "2024-10-29T00:00Z"));
    }

    [Theory]
    [InlineData("2024-01-20", "2024-01-19 09:00 day-before", "2024-01-22 09:00 overdue")] // a Saturday
    [InlineData("2024-01-21", "2024-01-19 09:00 day-before", "2024-01-22 09:00 overdue")] // a Sunday
    [InlineData("2024-01-22", "2024-01-19 09:00 day-before", "2024-01-22 09:00 due-today")] // a Monday
    public void What_is_due_at_the_weekend_is_told_on_the_Friday_before(string dueOn, params string[] expected) =>
        Assert.Equal(expected, Of(Item(dueOn: dueOn), "2024-01-11T00:00Z", "2024-01-23T00:00Z"));

    [Fact]
    public void Nobody_is_reminded_on_a_holiday()
    {
        var rules = new ReminderRules(WorkingTime.Usual with { Holidays = Days("2024-01-15", "2024-01-17") });

        Assert.Equal(
            ["2024-01-12 09:00 day-before", "2024-01-16 09:00 due-today", "2024-01-18 09:00 overdue"],
            Of(Item(), "2024-01-11T00:00Z", "2024-01-19T00:00Z", rules));
    }

    [Fact]
    public void Working_hours_and_days_are_the_teams_own()
    {
        var rules = new ReminderRules(WorkingTime.Usual with { From = new TimeOnly(7, 30), Days = [DayOfWeek.Sunday, DayOfWeek.Tuesday] });

        Assert.Equal(
            ["2024-01-14 07:30 day-before", "2024-01-16 07:30 due-today", "2024-01-21 07:30 overdue"],
            Of(Item() with { Commander = null, Lead = null }, "2024-01-11T00:00Z", "2024-01-22T00:00Z", rules));
    }

    [Theory]
    [InlineData("2024-01-17T08:59:59Z", 0)]
    [InlineData("2024-01-17T09:00:00Z", 1)]
    [InlineData("2024-01-17T16:59:59Z", 1)]
    [InlineData("2024-01-17T17:00:00Z", 0)]
    [InlineData("2024-01-20T12:00:00Z", 0)] // a Saturday
    public void Only_in_working_hours(string now, int count) =>
        Assert.Equal(count, ReminderPolicy.Ask(Item() with { Commander = null, Lead = null }, ReminderRules.Usual, At(now)).Due.Length);

    [Fact]
    public void On_the_day_on_which_it_was_set_nobody_needs_to_be_told()
    {
        var item = Item() with { SettledAt = At("2024-01-16T08:00Z") };

        Assert.Equal("2024-01-17 09:00 overdue", Of(item, "2024-01-16T08:00Z", "2024-01-18T00:00Z")[0]);
    }

    [Fact]
    public void The_day_on_which_it_was_set_is_the_owners()
    {
        // In New York it was still the 15th.
        var item = Item("America/New_York") with { SettledAt = At("2024-01-16T03:00Z") };

        Assert.Equal("2024-01-16 14:00 due-today", Of(item, "2024-01-16T03:00Z", "2024-01-17T00:00Z").Single());
    }

    [Fact]
    public void What_was_overdue_when_it_was_made_is_told_from_the_next_day_on()
    {
        var item = Item(dueOn: "2024-01-02") with { SettledAt = At("2024-01-16T10:00Z") };

        Assert.Equal(
            ["2024-01-17 09:00 overdue", "2024-01-17 09:00 escalated", "2024-01-17 09:00 escalated-lead", "2024-01-18 09:00 overdue"],
            Of(item, "2024-01-16T10:00Z", "2024-01-18T23:00Z"));
    }

    [Fact]
    public void Another_due_date_brings_reminders_of_its_own()
    {
        var told = Of(Item(), "2024-01-10T14:30Z", "2024-01-24T00:00Z", change: (item, now) => now < At("2024-01-19T12:00Z")
            ? item
            : item with { DueOn = Day("2024-01-23"), SettledAt = At("2024-01-19T12:00Z") });

        Assert.Equal(["2024-01-22 09:00 day-before", "2024-01-23 09:00 due-today"], told.Skip(6));
        Assert.Equal("2024-01-19 09:00 escalated", told[5]);
    }

    [Fact]
    public void Escalated_anew_after_another_due_date()
    {
        var item = Item(dueOn: "2024-01-10") with { Told = [new Told(ReminderKind.Escalated, "2024-01-03", Commander)], SettledAt = At("2024-01-05T12:00Z") };

        Assert.Contains("2024-01-15 09:00 escalated", Of(item, "2024-01-12T00:00Z", "2024-01-16T00:00Z"));
    }

    [Fact]
    public void Without_a_due_date_or_once_it_is_over_nobody_is_reminded_and_nobody_looks_again()
    {
        foreach (var item in new[] { Item(dueOn: null), Item() with { Status = ActionItemStatus.Done }, Item() with { Status = ActionItemStatus.Dropped } })
            Assert.Equal(new ReminderOutlook([], null).LookAgain, ReminderPolicy.Ask(item, ReminderRules.Usual, At("2024-01-17T12:00Z")).LookAgain);
        Assert.Empty(Of(Item(dueOn: null), "2024-01-10T14:30Z", "2024-02-10T00:00Z"));
    }

    [Fact]
    public void A_new_owner_hears_from_the_next_day_on_and_the_old_one_no_more()
    {
        var grace = Recipient.Person("test:grace");
        var told = Told(Item() with { Commander = null, Lead = null }, "2024-01-15T00:00Z", "2024-01-18T12:00Z", change: (item, now) => now < At("2024-01-16T12:00Z")
            ? item
            : item with { Owners = [new Listener(grace, TimeZoneInfo.Utc)], SettledAt = At("2024-01-16T12:00Z") }).ToList();

        Assert.Equal([Ada, Ada, grace, grace], told.Select(said => said.Reminder.To));
        Assert.Equal(["day-before", "due-today", "overdue", "overdue"], told.Select(said => said.Reminder.Kind));
    }

    [Fact]
    public void Snoozed_past_its_due_date_the_owner_is_left_alone_and_the_others_are_not()
    {
        var told = Of(Item() with { SnoozedUntil = Day("2024-01-25") }, "2024-01-15T00:00Z", "2024-01-26T00:00Z");

        Assert.Equal(["2024-01-19 09:00 escalated", "2024-01-23 09:00 escalated-lead", "2024-01-25 09:00 overdue"], told);
    }

    [Fact]
    public void The_commander_is_told_also_if_there_was_none_on_the_third_day()
    {
        var told = Of(Item() with { SnoozedUntil = Day("2024-02-25"), Commander = null, Lead = null }, "2024-01-15T00:00Z", "2024-01-26T00:00Z",
            change: (item, now) => now < At("2024-01-22T12:00Z") ? item : item with { Commander = new Listener(Commander, TimeZoneInfo.Utc) });

        Assert.Equal(["2024-01-22 13:00 escalated"], told);
    }

    [Fact]
    public void Somebody_else_in_charge_is_not_told_again()
    {
        var other = new Listener(Recipient.Person("test:linus"), TimeZoneInfo.Utc);
        var told = Told(Item() with { Lead = null }, "2024-01-17T00:00Z", "2024-01-26T00:00Z", change: (item, now) => now < At("2024-01-22T00:00Z") ? item : item with { Commander = other });

        Assert.Single(told, said => said.Reminder.Kind == ReminderKind.Escalated);
    }

    [Fact]
    public void After_a_week_of_sleep_there_is_one_catch_up()
    {
        var told = Of(Item(), "2024-01-24T11:00Z", "2024-01-24T23:00Z");

        Assert.Equal(["2024-01-24 11:00 overdue", "2024-01-24 11:00 escalated", "2024-01-24 11:00 escalated-lead"], told);
    }

    [Fact]
    public void The_commander_hears_once_of_an_owner_who_has_left()
    {
        var home = new Listener(Recipient.HomeOf(new IncidentId("INC-2024-0110-1430")), TimeZoneInfo.Utc);
        var told = Of(Item() with { OwnerWhoLeft = "test:ada", Owners = [home], Lead = null }, "2024-01-11T00:00Z", "2024-01-18T00:00Z");

        Assert.Equal(["2024-01-15 09:00 day-before", "2024-01-15 09:00 owner-left", "2024-01-16 09:00 due-today", "2024-01-17 09:00 overdue"], told);
    }

    [Fact]
    public void Each_of_a_team_hears_in_the_own_morning()
    {
        Listener[] team = [new(Ada, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")), new(Commander, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"))];
        var told = Of(Item() with { Owners = [.. team], Commander = null, Lead = null }, "2024-01-16T20:00Z", "2024-01-18T20:00Z");

        Assert.Equal(["2024-01-16 20:00 due-today", "2024-01-17 00:00 overdue", "2024-01-17 14:00 overdue", "2024-01-18 00:00 overdue", "2024-01-18 14:00 overdue"], told);
    }

    [Theory]
    [InlineData("2024-06-03T12:00Z", "2024-06-28", "2024-06-26T10:00Z")] // the 27th begins there first
    [InlineData("2024-06-03T12:00Z", "2024-07-01", "2024-06-27T10:00Z")] // due on a Monday: the Friday before
    public void Is_not_looked_at_before_the_day_begins_somewhere_whatever_the_zone(string now, string dueOn, string expected)
    {
        foreach (var zone in new[] { "UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago" })
            Assert.Equal(At(expected), ReminderPolicy.Ask(Item(zone, dueOn), ReminderRules.Usual, At(now)).LookAgain);
    }

    [Fact]
    public void Somebody_who_moves_in_the_night_is_reminded_in_the_morning_of_the_new_place()
    {
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        var told = Of(Item("America/New_York") with { Commander = null, Lead = null }, "2024-01-15T21:00Z", "2024-01-16T23:00Z",
            change: (item, now) => now < At("2024-01-15T22:00Z") ? item : item with { Owners = [new Listener(Ada, tokyo)], Zone = tokyo });

        Assert.Equal(["2024-01-15 21:00 day-before", "2024-01-16 00:00 due-today"], told);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public void The_ends_of_the_calendar_are_dates_too(string dueOn) =>
        Assert.NotNull(ReminderPolicy.Ask(Item(dueOn: dueOn), ReminderRules.Usual, At("2024-01-17T12:00Z")).LookAgain);

    [Fact]
    public void A_reminder_is_said_as_long_as_its_reason_holds() =>
        Assert.Null(WhyNot(Item(), "2024-01-17T16:59Z"));

    [Fact]
    public void Nothing_is_said_whose_reason_has_gone()
    {
        Assert.Equal("the item is done", WhyNot(Item() with { Status = ActionItemStatus.Done }, "2024-01-17T09:01Z"));
        Assert.Equal("the item is dropped", WhyNot(Item() with { Status = ActionItemStatus.Dropped }, "2024-01-17T09:01Z"));
        Assert.Equal("the item was rescheduled", WhyNot(Item(dueOn: "2024-01-17"), "2024-01-17T09:01Z"));
        Assert.Equal("the item was rescheduled", WhyNot(Item(dueOn: null), "2024-01-17T09:01Z"));
        Assert.Equal("the item was reassigned", WhyNot(Item() with { Owners = [new Listener(Commander, TimeZoneInfo.Utc)] }, "2024-01-17T09:01Z"));
        Assert.Equal("the item is snoozed", WhyNot(Item() with { SnoozedUntil = Day("2024-01-18") }, "2024-01-17T09:01Z"));
        Assert.Equal("its working hours were over", WhyNot(Item(), "2024-01-17T17:01Z"));
        Assert.Equal("its day was over; the next one has a reminder of its own", WhyNot(Item(), "2024-01-18T09:00Z"));
    }

    [Fact]
    public void An_escalation_is_not_said_to_whoever_is_in_charge_no_more()
    {
        var escalation = new DueReminder(Item().Incident, "AI-003", ReminderKind.Escalated, "2024-01-16", Commander);

        Assert.Null(ReminderPolicy.WhyNotSaid(escalation, Item() with { SnoozedUntil = Day("2024-02-01") }, ReminderRules.Usual, At("2024-01-19T09:01Z")));
        Assert.Equal("somebody else is in charge", ReminderPolicy.WhyNotSaid(escalation, Item() with { Commander = null }, ReminderRules.Usual, At("2024-01-19T09:01Z")));
        Assert.Equal("the item was rescheduled", ReminderPolicy.WhyNotSaid(escalation, Item(dueOn: "2024-01-15"), ReminderRules.Usual, At("2024-01-19T09:01Z")));
    }

    private static string? WhyNot(OwedItem item, string now) =>
        ReminderPolicy.WhyNotSaid(new DueReminder(item.Incident, item.ItemId, ReminderKind.Overdue, "2024-01-17", Ada), item, ReminderRules.Usual, At(now));
}
