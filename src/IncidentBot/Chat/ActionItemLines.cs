using System.Globalization;
using IncidentBot.Documents;
using IncidentBot.Incidents;
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
            line = line.Then($" · {(due < today ? "was due" : "due")} {due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        return item.IsIncidentVisible
            ? line.Then($" · {item.IncidentId} {Cut(item.IncidentTitle, LongestTitle)} · {links.Postmortem(new IncidentId(item.IncidentId))}").Then(canAct ? Offers(item) : BotText.Empty)
            : line.Then($" · {item.IncidentId}");
    }

    private static BotText Offers(StoredActionItem item)
    {
        var incident = new IncidentId(item.IncidentId);
        var offers = BotText.Say($"{new Offered("Done", $"action done {item.Id}", incident)}");
        return item.Status == nameof(ActionItemStatus.Open) ? offers.Then($"{new Offered("Start", $"action start {item.Id}", incident)}") : offers;
    }

    private static string Cut(string words, int longest)
    {
        var runes = words.EnumerateRunes().Take(longest + 1).ToList();
        return runes.Count <= longest ? words : string.Concat(runes.Take(longest - 1)) + "…";
    }
}
