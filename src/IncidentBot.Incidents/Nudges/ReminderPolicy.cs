using System.Globalization;

namespace IncidentBot.Incidents.Nudges;

/// <summary>
/// Who is reminded of an action item, when, and when to look at it again: the owner on the working day before it is due, on the
/// day, and on each working day while it is overdue; after some days, once, the commander and the lead.
/// </summary>
/// <remarks>A day that was missed is not made up for.</remarks>
public static class ReminderPolicy
{
    /// <summary>People move, and names are learned late: on a day on which somebody may be told, the zones are looked at again this often.</summary>
    private static readonly TimeSpan ZonesMayChange = TimeSpan.FromHours(3);

    public static ReminderOutlook Ask(OwedItem item, ReminderRules rules, DateTimeOffset now)
    {
        if (!item.IsOpen || item.DueOn is null)
            return new ReminderOutlook([], null);

        var parts = PartsOf(item).ToList();
        return new ReminderOutlook([.. parts.SelectMany(part => part.DueAt(rules, now))], parts.Min(part => part.NextLook(rules, now)));
    }

    /// <summary>Asked again just before a reminder is said, which may be long after it was decided.</summary>
    /// <param name="item">As it is now.</param>
    /// <returns>Why nothing is to be said any more; nothing where it still is.</returns>
    public static string? WhyNotSaid(DueReminder reminder, OwedItem item, ReminderRules rules, DateTimeOffset now)
    {
        if (!item.IsOpen)
            return $"the item is {ActionItem.WordFor(item.Status).ToLowerInvariant()}";
        if (IsRescheduled(reminder, item.DueOn))
            return "the item was rescheduled";

        var isForOwner = ReminderKind.IsForOwner(reminder.Kind);
        if (PartsOf(item).FirstOrDefault(part => part.Says(reminder.Kind) && part.Listener?.To == reminder.To) is not { } part)
            return isForOwner ? "the item was reassigned" : "somebody else is in charge";

        var local = part.Local(now);
        var today = DateOnly.FromDateTime(local);
        if (isForOwner && item.SnoozedUntil > today)
            return "the item is snoozed";
        if (!part.On(today, rules).Any(said => said.Kind == reminder.Kind && said.Slot == reminder.Slot))
            return "its day was over; the next one has a reminder of its own";

        return rules.Working.IsNow(local) ? null : "its working hours were over";
    }

    public static string SlotOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsRescheduled(DueReminder reminder, DateOnly? dueOn) => reminder.Kind switch
    {
        _ when dueOn is null => true,
        ReminderKind.OwnerLeft => false,
        ReminderKind.Overdue => string.CompareOrdinal(SlotOf(dueOn.Value), reminder.Slot) >= 0,
        _ => SlotOf(dueOn.Value) != reminder.Slot,
    };

    private static IEnumerable<Part> PartsOf(OwedItem item)
    {
        foreach (var owner in item.Owners)
            yield return new Part(item, PartKind.Owner, owner, owner.Zone);
        yield return new Part(item, PartKind.Commander, item.Commander, item.Zone);
        yield return new Part(item, PartKind.Lead, item.Lead, item.Zone);
    }

    private enum PartKind
    {
        Owner,
        Commander,
        Lead,
    }

    /// <summary>One who may have to be told. There may be no commander today, and one when the day has come.</summary>
    private sealed record Part(OwedItem Item, PartKind Kind, Listener? Listener, TimeZoneInfo SettlingZone)
    {
        private DateOnly DueOn => Item.DueOn!.Value;

        public bool Says(string kind) => kind switch
        {
            ReminderKind.EscalatedToLead => Kind == PartKind.Lead,
            ReminderKind.Escalated or ReminderKind.OwnerLeft => Kind == PartKind.Commander,
            _ => Kind == PartKind.Owner,
        };

        public DateTime Local(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, Listener?.Zone ?? Item.Zone).DateTime;

        public IEnumerable<DueReminder> DueAt(ReminderRules rules, DateTimeOffset now)
        {
            var local = Local(now);
            return Listener is not null && rules.Working.IsNow(local)
                ? On(DateOnly.FromDateTime(local), rules).Where(IsNew).Select(said => new DueReminder(Item.Incident, Item.ItemId, said.Kind, said.Slot, Listener.To))
                : [];
        }

        public DateTimeOffset? NextLook(ReminderRules rules, DateTimeOffset now)
        {
            var local = Local(now);
            var today = DateOnly.FromDateTime(local);
            var from = TimeOnly.FromDateTime(local) < rules.Working.From ? today.DayNumber : today.DayNumber + 1;
            if (IsSilent(rules) || Math.Max(from, FirstDay(rules)) is var first && first >= DateOnly.MaxValue.DayNumber)
                return null;
            if (rules.Working.FirstFrom(DateOnly.FromDayNumber(first), day => On(day, rules).Any(IsNew)) is not { } next)
                return null;

            var early = WorkingTime.FirstMomentOf(next);
            if (now < early)
                return early;

            var begin = rules.Working.BeginOf(next, Listener?.Zone ?? Item.Zone);
            return begin > now && begin < now + ZonesMayChange ? begin : now + ZonesMayChange;
        }

        /// <summary>All that is said on a day, whether or not it was said before.</summary>
        public IEnumerable<(string Kind, string Slot)> On(DateOnly day, ReminderRules rules)
        {
            if (!rules.Working.IsWorkingDay(day) || IsSettledOn(day))
                return [];

            return Kind switch
            {
                PartKind.Owner => OwnerOn(day, rules),
                PartKind.Commander => CommanderOn(day, rules),
                _ => IsOverdueFor(day, rules.EscalateToLeadAfterDays) ? [(ReminderKind.EscalatedToLead, SlotOf(DueOn))] : [],
            };
        }

        private IEnumerable<(string Kind, string Slot)> OwnerOn(DateOnly day, ReminderRules rules)
        {
            if (Item.SnoozedUntil > day)
                yield break;
            if (day > DueOn)
                yield return (ReminderKind.Overdue, SlotOf(day));
            else if (day == DueOn)
                yield return (ReminderKind.DueToday, SlotOf(DueOn));
            else if (day == rules.Working.LastWorkingDayBefore(DueOn))
                yield return (ReminderKind.DayBefore, SlotOf(DueOn));
        }

        private IEnumerable<(string Kind, string Slot)> CommanderOn(DateOnly day, ReminderRules rules)
        {
            if (IsOverdueFor(day, rules.EscalateAfterDays))
                yield return (ReminderKind.Escalated, SlotOf(DueOn));
            if (Item.OwnerWhoLeft is { } gone && day.DayNumber >= BeforeDue(rules))
                yield return (ReminderKind.OwnerLeft, gone);
        }

        private bool IsOverdueFor(DateOnly day, int days) => day.DayNumber - DueOn.DayNumber >= days;

        private bool IsSettledOn(DateOnly day) => Item.SettledAt is { } at && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, SettlingZone).DateTime) >= day;

        private int BeforeDue(ReminderRules rules) => rules.Working.LastWorkingDayBefore(DueOn)?.DayNumber ?? DueOn.DayNumber;

        private int FirstDay(ReminderRules rules) => Kind switch
        {
            PartKind.Owner => Math.Max(BeforeDue(rules), Item.SnoozedUntil?.DayNumber ?? 0),
            PartKind.Commander when Item.OwnerWhoLeft is not null => BeforeDue(rules),
            PartKind.Commander => DueOn.DayNumber + rules.EscalateAfterDays,
            _ => DueOn.DayNumber + rules.EscalateToLeadAfterDays,
        };

        /// <summary>What is said once, and was.</summary>
        private bool IsSilent(ReminderRules rules) => Kind switch
        {
            PartKind.Owner => false,
            PartKind.Commander => !CommanderOn(DateOnly.MaxValue, rules).Any(IsNew),
            _ => Listener is null || !IsNew((ReminderKind.EscalatedToLead, SlotOf(DueOn))),
        };

        /// <summary>What is escalated once is escalated once also where somebody else is in charge by now.</summary>
        private bool IsNew((string Kind, string Slot) said) => Kind == PartKind.Owner
            ? !Item.Told.Contains(new Told(said.Kind, said.Slot, Listener!.To))
            : !Item.Told.Any(told => told.Kind == said.Kind && told.Slot == said.Slot);
    }
}
