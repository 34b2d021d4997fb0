using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Reminders;

/// <summary>What became of an item since its reminder was posted.</summary>
public static class ReminderChange
{
    // As the log calls them.
    private const string Progress = "action-item-status";
    private const string Owner = "action-item-owner";
    private const string Due = "action-item-due";
    private const string Snooze = "action-item-snooze";

    /// <returns>Nothing where there still is something to do about it.</returns>
    public static BotText? Of(ReminderEntry entry, RemindedItem item, IEnumerable<ItemChange> changes)
    {
        if (item.Status == nameof(ActionItemStatus.Done))
            return BotText.Say($"✓ *{item.Id}* done{By(changes, Progress)}: {item.Text}");
        if (item.Status == nameof(ActionItemStatus.Dropped))
            return BotText.Say($"*{item.Id}* dropped{By(changes, Progress)}: {item.Text}");
        if (item.Owner != entry.Owner && item.OwnerName is { } owner)
            return BotText.Say($"*{item.Id}* is {owner}'s now{By(changes, Owner)}: {item.Text}");
        if (item.DueOn != entry.DueOn)
        {
            return item.DueOn is { } due
                ? BotText.Say($"*{item.Id}* is due {ReminderText.Iso(due)} now{By(changes, Due)}: {item.Text}")
                : BotText.Say($"*{item.Id}* is due on no fixed date now{By(changes, Due)}: {item.Text}");
        }

        return item.SnoozedUntil != entry.SnoozedUntil && item.SnoozedUntil is { } until
            ? BotText.Say($"*{item.Id}* is snoozed until {ReminderText.Iso(until)}{By(changes, Snooze)}: {item.Text}")
            : null;
    }

    private static BotText By(IEnumerable<ItemChange> changes, string kind) => changes.FirstOrDefault(change => change.Kind == kind) is { } last
        ? BotText.Say($" by {last.By}, {ReminderText.Iso(DateOnly.FromDateTime(last.At.UtcDateTime))}")
        : BotText.Empty;
}
