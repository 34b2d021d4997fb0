using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class ActionItems
{
    public static KnownSlot All { get; } = new("Action Items", (facts, _) => new Fact
    {
        Rows = [.. facts.Record.ActionItems.Select(RowOf)],
        Lines = [.. facts.Record.ActionItems.Select(item => Shown(item, Described(item)))],
        Checks = [.. facts.Record.ActionItems.Where(IsStanding).Select(item => new Check(IsDone(item), Shown(item, Described(item))))],
    })
    {
        Natural = new Rows(["ID", "Action Item", "Owner", "Priority", "Due Date", "Status"], []),
        Table = KnownTables.Action,
    };

    public static KnownSlot High { get; } = ByPriority(Priority.P0, "High Priority (P0)");

    public static KnownSlot Medium { get; } = ByPriority(Priority.P1, "Medium Priority (P1)");

    public static KnownSlot Low { get; } = ByPriority(Priority.P2, "Low Priority (P2)");

    private static KnownSlot ByPriority(Priority priority, string name) => new(name, (facts, _) =>
    {
        var items = facts.Record.ActionItems.Where(item => item.Priority == priority && IsStanding(item)).ToList();
        return new Fact
        {
            Rows = [.. items.Select(RowOf)],
            Lines = [.. items.Select(item => Shown(item, Worded(item)))],
            Checks = [.. items.Select(item => new Check(IsDone(item), Shown(item, Worded(item))))],
        };
    })
    { Natural = new Checklist([]), Table = KnownTables.Action, Repeats = "Action Items" };

    private static FactRow RowOf(ActionItem item) => FactRow.Of(
        item.Evidence,
        (Column.Id, item.Id),
        (Column.Task, Worded(item)),
        (Column.Owner, item.Owner?.Name ?? ""),
        (Column.Priority, item.Priority.ToString()),
        (Column.Due, DateOf(item.DueOn)),
        (Column.Created, item.CreatedAt is { } made ? DateOf(DateOnly.FromDateTime(made.UtcDateTime)) : ""),
        (Column.Status, ActionItem.WordFor(item.Status))) with
    { By = item.CreatedBy.Name, When = item.CreatedAt };

    /// <summary>With links to where else it is followed.</summary>
    private static string Worded(ActionItem item) =>
        string.Join(' ', item.Tickets.Select(url => $"[{WebAddress.LabelOf(url)}]({url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})").Prepend(item.Text));

    private static Line Shown(ActionItem item, string text) => new(text, item.Evidence, item.CreatedBy.Name, item.CreatedAt);

    /// <summary>In a list, what a table says in its columns.</summary>
    private static string Described(ActionItem item)
    {
        var facts = new[] { item.Owner?.Name ?? "", item.Priority.ToString(), item.DueOn is { } due ? $"due {DateOf(due)}" : "", ActionItem.WordFor(item.Status).ToLowerInvariant() };
        return $"{item.Id}: {Worded(item)} ({string.Join(", ", facts.Where(fact => fact.Length > 0))})";
    }

    private static bool IsStanding(ActionItem item) => item.Status != ActionItemStatus.Dropped;

    private static bool IsDone(ActionItem item) => item.Status == ActionItemStatus.Done;

    private static string DateOf(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
