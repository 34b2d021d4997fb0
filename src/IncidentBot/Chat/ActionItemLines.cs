using System.Globalization;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>An action item on one line of its owner's list, with what they do with it.</summary>
public static class ActionItemLines
{
    private const int LongestTitle = 80;
    private const int LongestText = 300;

    /// <param name="today">The owner's.</param>
    /// <param name="canAct">Whether its owner may move it on from here.</param>
    public static BotText Of(StoredActionItem item, DateOnly today, bool canAct, PageLinks links)
    {
        var line = BotText.Say($"*{item.Id}* *{item.Priority}* {Cut(item.Text, LongestText)}");
        if (item.Status == nameof(ActionItemStatus.InProgress))
            line = line.Then($" · in progress");
        if (item.DueOn is { } due)
            line = line.Then(due < today ? BotText.Say($" · *overdue*, was due {Day(due)}") : BotText.Say($" · due {Day(due)}"));
        if (item is { OwnerId: null, OwnerName: { } team })
            line = line.Then($" · {team}");
        foreach (var ticket in item.Tickets)
            line = line.Then($" · {WebAddress.Linked(ticket)}");
        return item.IsIncidentVisible
            ? line.Then($" · {item.IncidentId} {Cut(item.IncidentTitle, LongestTitle)} · {links.Postmortem(new IncidentId(item.IncidentId))}").Then(canAct ? Offers(item) : BotText.Empty)
            : line.Then($" · {item.IncidentId}");
    }

    /// <summary>What can be done with an item that is as it is.</summary>
    public static BotText Offers(string id, ActionItemStatus status, IncidentId incident)
    {
        if (status is ActionItemStatus.Done or ActionItemStatus.Dropped)
            return BotText.Say($"{new Offered("Reopen", $"action reopen {id}", incident)}");

        var offers = BotText.Say($"{new Offered("Done", $"action done {id}", incident)}");
        if (status == ActionItemStatus.Open)
            offers = offers.Then($"{new Offered("Start", $"action start {id}", incident)}");
        return offers.Then($"{Snooze(id, incident)}{Offered.Form("Reassign", $"action assign {id}", incident)}");
    }

    private static BotText Offers(StoredActionItem item) =>
        Offers(item.Id, Enum.Parse<ActionItemStatus>(item.Status), new IncidentId(item.IncidentId));

    private static OfferedChoice Snooze(string id, IncidentId incident) => new("Snooze",
    [
        new Offered("1 day", $"action snooze {id} 1d", incident),
        new Offered("3 days", $"action snooze {id} 3d", incident),
        new Offered("A week", $"action snooze {id} 1w", incident),
        Offered.Form("Until a date …", $"action snooze {id}", incident),
    ]);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Cut(string words, int longest)
    {
        var runes = words.EnumerateRunes().Take(longest + 1).ToList();
        return runes.Count <= longest ? words : string.Concat(runes.Take(longest - 1)) + "…";
    }
}
