using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Incidents.Tests.Nudges;

/// <summary>Weeks of sweeps, each only when the policy wants to look again, five minutes apart at least.</summary>
internal static class Sweeps
{
    public static readonly Recipient Ada = Recipient.Person("test:ada");
    public static readonly Recipient Commander = Recipient.Person("test:grace");
    public static readonly Recipient Lead = Recipient.Person("test:lead");

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Due on Tuesday the 16th, set on Wednesday the 10th.</summary>
    public static OwedItem Item(string zone = "UTC", string? dueOn = "2024-01-16")
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        return new OwedItem(new IncidentId("INC-2024-0110-1430"), "AI-003", ActionItemStatus.Open, dueOn is null ? null : Day(dueOn), found, [new Listener(Ada, found)])
        {
            SettledAt = At("2024-01-10T14:30Z"),
            Commander = new Listener(Commander, TimeZoneInfo.Utc),
            Lead = new Listener(Lead, TimeZoneInfo.Utc),
        };
    }

    /// <summary>What is said between two moments: <c>2024-01-15 09:00 day-before</c>, in UTC.</summary>
    /// <param name="change">The item as it is at a moment, where something happens to it meanwhile.</param>
    public static IReadOnlyList<string> Of(OwedItem item, string from, string until, ReminderRules? rules = null, Func<OwedItem, DateTimeOffset, OwedItem>? change = null) =>
        [.. Told(item, from, until, rules, change).Select(told => $"{told.At.UtcDateTime:yyyy-MM-dd HH:mm} {told.Reminder.Kind}")];

    public static IEnumerable<(DateTimeOffset At, DueReminder Reminder)> Told(OwedItem item, string from, string until, ReminderRules? rules = null, Func<OwedItem, DateTimeOffset, OwedItem>? change = null)
    {
        var known = item;
        for (DateTimeOffset? now = At(from), end = At(until); now < end;)
        {
            var seen = change?.Invoke(known, now.Value) ?? known;
            var outlook = ReminderPolicy.Ask(seen, rules ?? ReminderRules.Usual, now.Value);
            foreach (var due in outlook.Due)
                yield return (now.Value, due);

            known = known with { Told = known.Told.Union(outlook.Due.Select(due => new Told(due.Kind, due.Slot, due.To))) };
            var changed = change is not null && !ReferenceEquals(change(known, now.Value), known);
            now = changed || outlook.LookAgain < now + Step ? now + Step : outlook.LookAgain is { } next ? Rounded(next) : change is null ? null : now + TimeSpan.FromHours(1);
        }
    }

    /// <summary>A sweep comes every five minutes.</summary>
    private static DateTimeOffset Rounded(DateTimeOffset at) => new(((at.UtcTicks + Step.Ticks - 1) / Step.Ticks) * Step.Ticks, TimeSpan.Zero);

    public static ImmutableHashSet<DateOnly> Days(params string[] days) => [.. days.Select(Day)];
}
