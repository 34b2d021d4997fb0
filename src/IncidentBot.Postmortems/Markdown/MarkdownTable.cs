using System.Text;

namespace IncidentBot.Postmortems;

/// <summary>Lays out a table as Prettier does: every column as wide as its widest cell, a space on both sides of it.</summary>
internal static class MarkdownTable
{
    // The widest cell that its column is padded to. Prettier has no such bound, and then one pasted stack trace makes
    // every row of a timeline as long as itself: megabytes of spaces. Nobody reads beyond 120 columns side by side.
    private const int WidestPaddedCell = 120;

    private const int NarrowestColumn = 3;

    /// <param name="rows">The header first; already Markdown, each with as many cells as the header.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var cells = rows.Select(row => row.Select(cell => (Text: cell, Width: DisplayWidth.Of(cell))).ToArray()).ToArray();
        var columns = Enumerable.Range(0, cells[0].Length)
            .Select(column => cells.Select(row => row[column].Width).Where(width => width <= WidestPaddedCell)
                .Append(NarrowestColumn).Max())
            .ToArray();

        yield return Line(cells[0], columns);
        yield return "|" + string.Concat(columns.Select(width => $" {new string('-', width)} |"));
        foreach (var row in cells.Skip(1))
            yield return Line(row, columns);
    }

    private static string Line((string Text, int Width)[] row, int[] columns)
    {
        var line = new StringBuilder("|");
        foreach (var (cell, width) in row.Zip(columns))
            line.Append(' ').Append(cell.Text).Append(' ', Math.Max(0, width - cell.Width)).Append(" |");
        return line.ToString();
    }
}
