using System.Collections.Immutable;
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
        var line = BotText.Say($"*{item.Id}* *{item.Priority}* {Cut(item.Text, LongestText)}");
        if (item.Status == nameof(ActionItemStatus.InProgress))
            line = line.Then($" · in progress");
        if (item.DueOn is { } due)
            line = line.Then(Due(due, layout.Day));
        if (IsOfOthers(entry, layout))
            line = line.Then(OwnerOf(entry, item));
        if (entry.Section == ReminderSection.Escalated && item.SnoozedUntil > layout.Day)
            line = line.Then($" · snoozed until {ReminderText.Iso(item.SnoozedUntil.Value)}");

        return item.IsIncidentVisible
            ? line.Then(layout.Head == ReminderHead.ToHome ? BotText.Empty : BotText.Say($" · {item.IncidentId} {Cut(item.IncidentTitle, LongestTitle)} · {links.Postmortem(item.Incident)}"))
                .Then(layout.CanAct ? Offers(item) : BotText.Empty)
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

    private static BotText Offers(RemindedItem item)
    {
        var incident = item.Incident;
        var offers = BotText.Say($"{new Offered("Done", $"action done {item.Id}", incident)}");
        if (item.Status == nameof(ActionItemStatus.Open))
            offers = offers.Then($"{new Offered("Start", $"action start {item.Id}", incident)}");

        ImmutableArray<Offered> snoozes =
        [
            new("1 day", $"action snooze {item.Id} 1d", incident),
            new("3 days", $"action snooze {item.Id} 3d", incident),
            new("A week", $"action snooze {item.Id} 1w", incident),
            Offered.Form("Until a date …", $"action snooze {item.Id}", incident),
        ];
        return offers.Then($"{new OfferedChoice("Snooze", snoozes)}{Offered.Form("Reassign", $"action assign {item.Id}", incident)}");
    }

    private static string Cut(string words, int longest)
    {
        var runes = words.EnumerateRunes().Take(longest + 1).ToList();
        return runes.Count <= longest ? words : string.Concat(runes.Take(longest - 1)) + "…";
    }
}
