using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Web.ActionItems;

/// <summary>When something is due, for people.</summary>
public static class DueWords
{
    public static bool IsOpen(StoredActionItem item) => item.Status is nameof(ActionItemStatus.Open) or nameof(ActionItemStatus.InProgress);

    public static bool IsOverdue(StoredActionItem item, DateOnly today) => IsOpen(item) && item.DueOn < today;

    /// <summary>Beside the date: <c>overdue by 3 days</c>, <c>today</c>; empty where the date says it all.</summary>
    public static string Beside(DateOnly due, bool isOpen, DateOnly today)
    {
        if (!isOpen)
            return "";

        return (due.DayNumber - today.DayNumber) switch
        {
            -1 => "overdue by 1 day",
            < 0 and var days => $"overdue by {-days} days",
            0 => "today",
            1 => "tomorrow",
            _ => "",
        };
    }
}
