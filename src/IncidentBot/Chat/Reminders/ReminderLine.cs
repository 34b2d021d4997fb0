using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Reminders;

/// <summary>An item that still is as it was: what it is, how late, and what can be done with it.</summary>
public static class ReminderLine
{
    private const int LongestTitle = 80;
    private const int LongestText = 300;

    public static BotText Of(ReminderEntry entry, RemindedItem item, ReminderLayout layout, PageLinks links)
    {
        var line = BotText.Say($"*{item.Id}* *{item.Priority}* {ActionItemLines.Cut(item.Text, LongestText)}");
        if (item.Status == nameof(ActionItemStatus.InProgress))
            line = line.Then($" · in progress");
        if (item.DueOn is { } due)
            line = line.Then(Due(due, layout.Day));
        if (IsOfOthers(entry, layout))
            line = line.Then(OwnerOf(entry, item));
        if (entry.Section == ReminderSection.Escalated && item.SnoozedUntil > layout.Day)
            line = line.Then($" · snoozed until {ReminderText.Iso(item.SnoozedUntil.Value)}");

        return item.IsIncidentVisible
            ? line.Then(layout.Head == ReminderHead.ToHome ? BotText.Empty : BotText.Say($" · {item.IncidentId} {ActionItemLines.Cut(item.IncidentTitle, LongestTitle)} · {links.Postmortem(item.Incident)}"))
                .Then(layout.CanAct ? ActionItemLines.Offers(item.Id, Enum.Parse<ActionItemStatus>(item.Status), item.Incident) : BotText.Empty)
            : line.Then($" · {item.IncidentId}");
    }

    private static BotText Due(DateOnly due, DateOnly today) => (today.DayNumber - due.DayNumber) switch
    {
        0 => BotText.Say($" · due today"),
        1 => BotText.Say($" · *1 day overdue* (due {ReminderText.Iso(due)})"),
        > 1 and var days => BotText.Say($" · *{days} days overdue* (due {ReminderText.Iso(due)})"),
        _ => BotText.Say($" · due {ReminderText.Iso(due)}"),
    };

    private static bool IsOfOthers(ReminderEntry entry, ReminderLayout layout) =>
        layout.Head is ReminderHead.ToHome or ReminderHead.ToTeam || entry.Section is ReminderSection.Escalated or ReminderSection.OwnerLeft || IsOfTeam(entry);

    private static bool IsOfTeam(ReminderEntry entry) => entry.Owner is { IsPerson: false };

    /// <summary>By name alone: it is somebody else who is called.</summary>
    private static BotText OwnerOf(ReminderEntry entry, RemindedItem item) => item.OwnerName switch
    {
        null => BotText.Say($" · nobody has it: `action assign {item.Id} @person`"),
        var owner when entry.Section == ReminderSection.OwnerLeft => BotText.Say($" · {owner} had it: `action assign {item.Id} @person`"),
        var owner => BotText.Say($" · {owner} has it"),
    };
}
