using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>What somebody did with an action item, in a few words.</summary>
public static class ActionItemHistory
{
    public static string WordsFor(TimelineDetail detail) => detail switch
    {
        ActionItemAdded added => $"added “{added.Text}” ({Joined(added.Priority.ToString(), added.Owner?.Name, added.DueOn is { } due ? $"due {Day(due)}" : null)})",
        ActionItemProgressed { Note: { } note } progressed => $"{ActionItem.WordFor(progressed.To).ToLowerInvariant()}: {note}",
        ActionItemProgressed progressed => ActionItem.WordFor(progressed.To).ToLowerInvariant(),
        ActionItemAssigned assigned => assigned.Owner is { } owner ? $"given to {owner.Name}" : "given to nobody",
        ActionItemRescheduled moved => moved.DueOn is { } due ? $"due {Day(due)}" : "no due date",
        ActionItemPrioritised ranked => $"priority {ranked.Priority}",
        ActionItemReworded reworded => $"reworded: “{reworded.Text}”",
        ActionItemSnoozed snoozed => $"no reminder before {Day(snoozed.Until)}",
        TicketLinked linked => $"followed in {linked.Url}",
        _ => "changed",
    };

    private static string Joined(params IEnumerable<string?> facts) => string.Join(", ", facts.Where(fact => fact is not null));

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
