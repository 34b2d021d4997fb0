using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class ActionItems
{
    private static readonly ImmutableArray<string> Headers = ["ID", "Action Item", "Owner", "Priority", "Due Date", "Status"];

    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Action Items", 1, [Slot.Of("Action Items", new Rows(Headers, [.. record.ActionItems.Select(RowOf)]))]),
        ByPriority(record, Priority.P0, "High Priority (P0)"),
        ByPriority(record, Priority.P1, "Medium Priority (P1)"),
        ByPriority(record, Priority.P2, "Low Priority (P2)"),
    ];

    private static Row RowOf(ActionItem item) => new(
        [
            item.Id,
            item.Text,
            item.Owner?.Name ?? "",
            item.Priority.ToString(),
            item.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            ActionItem.WordFor(item.Status),
        ],
        item.Evidence,
        item.CreatedBy.Name,
        item.CreatedAt);

    private static Section ByPriority(IncidentRecord record, Priority priority, string heading)
    {
        var items = record.ActionItems
            .Where(item => item.Priority == priority && item.Status != ActionItemStatus.Dropped)
            .Select(item => new Check(item.Status == ActionItemStatus.Done, new Line(item.Text, item.Evidence, item.CreatedBy.Name, item.CreatedAt)));
        return new Section(heading, 2, [Slot.Derived(heading, new Checklist([.. items]))]);
    }
}
