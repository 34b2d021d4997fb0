using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Reminders;

/// <summary>Whoever is given an action item by somebody else is told at once.</summary>
public static class AssignedErrands
{
    public static IEnumerable<OutboxMessage> Of(IncidentRecord before, IncidentRecord after, Decision decision)
    {
        if (before.ActionItems == after.ActionItems)
            yield break;

        foreach (var item in after.ActionItems.Where(item => item.IsOpen))
        {
            if (item.Owner?.PersonId is not { } owner || before.FindActionItem(item.Id)?.Owner?.PersonId == owner)
                continue;
            if (decision.Events.LastOrDefault(draft => GivesAway(draft.Detail, item.Id)) is { By: var by } && by.Id != owner)
                yield return new OutboxMessage($"direct {owner}", after.Incident.Id, new AssignedErrand(owner, item.Id, by.Name));
        }
    }

    private static bool GivesAway(TimelineDetail detail, string itemId) => detail switch
    {
        ActionItemAdded added => added.ItemId == itemId,
        ActionItemAssigned assigned => assigned.ItemId == itemId,
        _ => false,
    };
}
