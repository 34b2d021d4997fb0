using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using IncidentBot.Storage;

namespace IncidentBot.Web.ActionItems;

/// <summary>Action items for a spreadsheet: RFC 4180, and nothing in it that a spreadsheet would compute.</summary>
public static class ActionsCsv
{
    /// <summary>A cell that begins with one of these is a formula to spreadsheets.</summary>
    private const string Formula = "=+-@\t\r";

    public static string Of(ImmutableArray<StoredActionItem> items, DateOnly today)
    {
        var csv = new StringBuilder();
        Add(csv, "Incident", "Incident title", "Id", "Priority", "Status", "Due", "Overdue", "Owner", "Action item");
        foreach (var item in items)
        {
            Add(csv, item.IncidentId, item.IncidentTitle, item.Id, item.Priority, item.Status, item.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                DueWords.IsOverdue(item, today) ? "yes" : "no", item.OwnerName ?? "", item.Text);
        }

        return csv.ToString();
    }

    private static void Add(StringBuilder csv, params ReadOnlySpan<string> cells)
    {
        for (var place = 0; place < cells.Length; place++)
            csv.Append(place == 0 ? "" : ",").Append(Cell(cells[place]));
        csv.Append("\r\n");
    }

    /// <summary>The apostrophe makes a text of it, and spreadsheets do not show it.</summary>
    private static string Cell(string text)
    {
        var isFormula = text.TrimStart(' ') is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal);
        return $"\"{(isFormula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
