using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Template;

/// <summary>Reads a table by its head; its rows are examples, unless they are labels to answer.</summary>
internal static partial class TableReader
{
    /// <summary>Which of a paragraph's lines is the head of a table, or -1.</summary>
    public static int HeadIn(IReadOnlyList<string> lines)
    {
        for (var line = 1; line < lines.Count; line++)
        {
            var isRule = Rule().IsMatch(lines[line]) && lines[line - 1].Contains('|', StringComparison.Ordinal);
            if (isRule && Cells(lines[line]).Count == Cells(lines[line - 1]).Count)
                return line - 1;
        }

        return -1;
    }

    /// <param name="lines">The head, the rule below it and the rows.</param>
    /// <param name="errors">Gets what makes the table unusable.</param>
    public static SlotDraft Read(IReadOnlyList<string> lines, int at, Placeholders placeholders, ICollection<TemplateError> errors)
    {
        var headers = Cells(lines[0]).Select(Words.Plain).ToImmutableArray();
        var rows = lines.Skip(2).Select(Cells).Where(row => row.Count > 0).ToList();
        var labels = RowLabels(headers, rows, placeholders);
        foreach (var (place, header) in headers.Index())
        {
            if (header.Length == 0 ? labels.IsEmpty : placeholders.AreIn(header))
                errors.Add(new TemplateError(at + 1, $"column {place + 1} of the table has no name of its own{(header.Length == 0 ? "" : $" (“{header}” is a placeholder)")}: name it, so that people know what belongs there."));
        }

        return new SlotDraft(new Rows(headers, []), null, "", at, at + lines.Count) { RowLabels = labels };
    }

    /// <summary>Where the first cells are words of the template that mean something, and all others wait for an answer.</summary>
    private static ImmutableArray<string> RowLabels(ImmutableArray<string> headers, List<List<string>> rows, Placeholders placeholders)
    {
        var areLabels = headers.Length > 1
            && rows.TrueForAll(row => row[0].Length > 0 && !placeholders.AreIn(row[0]) && row.Skip(1).All(cell => cell.Length == 0 || placeholders.AreIn(cell)))
            && rows.Exists(row => Catalogue.Find(row[0]) is not null);
        return areLabels && Catalogue.FindTable(headers) is null ? [.. rows.Select(row => Words.Plain(row[0]))] : [];
    }

    private static List<string> Cells(string line)
    {
        var text = line.Trim();
        text = text.StartsWith('|') ? text[1..] : text;
        text = text.EndsWith('|') && !text.EndsWith("\\|", StringComparison.Ordinal) ? text[..^1] : text;
        return [.. Pipe().Split(text).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"\A\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\z")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Pipe();
}
