namespace IncidentBot.Incidents.Nudges;

/// <summary>
/// When the owner of an action item is reminded: from the day after the due date, once a day, in the morning of the
/// owner's own time zone, until the item is done, dropped or due later.
/// </summary>
public static class ReminderPolicy
{
    public const string Overdue = "overdue";

    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeSpan EasternmostZone = TimeSpan.FromHours(14);

    /// <summary>The latest date that is today anywhere: nothing that is due then or later is overdue.</summary>
    public static DateOnly LatestToday(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime + EasternmostZone);

    public static DueReminder? For(OwedItem item, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, item.Zone).DateTime;
        var today = DateOnly.FromDateTime(local);
        var isOpen = item.Status is ActionItemStatus.Open or ActionItemStatus.InProgress;
        if (!isOpen || item.DueOn is not { } dueOn || dueOn >= today)
            return null;
        if (TimeOnly.FromDateTime(local) < Morning || item.LastSlot >= today)
            return null;

        return new DueReminder(item.Incident, item.ItemId, Overdue, today);
    }

    /// <summary>Asked again just before a reminder is said, which may be long after it was decided.</summary>
    /// <param name="item">As it is now.</param>
    /// <returns>Why nothing is to be said any more; nothing where it still is.</returns>
    public static string? WhyNotSaid(ActionItem item, DateOnly slot, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (!item.IsOpen)
            return $"the item is {ActionItem.WordFor(item.Status).ToLowerInvariant()}";
        if (!item.IsOverdue(slot))
            return "the item was rescheduled";

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return today > slot ? "its day was over; the next one has a reminder of its own" : null;
    }
}
