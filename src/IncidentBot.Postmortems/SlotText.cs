using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentBot.Postmortems;

/// <summary>
/// A slot as text, in the form in which it is edited: a list is a line for each item, where a line that begins with two
/// spaces goes on with the one before; a row is a line with its cells parted by <c>|</c>; a choice is <c>[x] text</c>; a
/// metric is <c>name: value</c>. What is written is read again as the same.
/// </summary>
public static class SlotText
{
    private const string Ticked = "[x] ";
    private const string Unticked = "[ ] ";

    public static bool IsEditable(Content content) => content is not (Remark or Label { Sentence: null } or Label { IsPrompt: true })
        && content is Field or Prose or Label or Bullets or LabelledBullet or Numbered or NumberedGroup or Checklist or Choices or Rows or JsonBlock;

    /// <summary>Whether another line can be added to what stands.</summary>
    public static bool IsList(Content content) => content is Bullets or Numbered or NumberedGroup or Checklist or Rows or JsonBlock;

    /// <returns>Empty for a gap; choices are always all there.</returns>
    public static string Of(Content content) => content switch
    {
        Field field => TextOf(field.Value),
        Prose prose => TextOf(prose.Text),
        Label label => TextOf(label.Sentence),
        LabelledBullet bullet => TextOf(bullet.Value),
        Bullets bullets => TextOf(bullets.Items),
        Numbered numbered => TextOf(numbered.Items),
        NumberedGroup group => TextOf(group.Items),
        Checklist checklist => TextOf(checklist.Items),
        Choices choices => TextOf(choices.Items),
        Rows rows => string.Join('\n', rows.Items.Select(row => string.Join(" | ", row.Cells.Select(CellOf)))),
        JsonBlock json => string.Join('\n', json.Members.Select(member => $"{member.Name}: {member.Value}")),
        _ => "",
    };

    /// <param name="shape">What stands there by itself. A line of it that comes back unchanged keeps its evidence.</param>
    /// <param name="write">Makes a line of a person's words.</param>
    public static Content Read(Content shape, string text, Func<string, Line> write)
    {
        var whole = text.ReplaceLineEndings("\n").Trim();
        return shape switch
        {
            Field field => field with { Value = Only(field.Value), IsCode = field.IsCode && !whole.Contains('`') },
            Prose prose => prose with { Text = Only(prose.Text) },
            Label label => label with { Sentence = Only(label.Sentence) },
            LabelledBullet bullet => bullet with { Value = Only(bullet.Value) },
            Bullets bullets => bullets with { Items = Lines(bullets.Items) },
            Numbered numbered => numbered with { Items = Lines(numbered.Items) },
            NumberedGroup group => group with { Items = Lines(group.Items) },
            Checklist checklist => checklist with { Items = Checks(checklist.Items) },
            Choices choices => choices with { Items = Chosen(choices.Items) },
            Rows rows => rows with { Items = [.. Items(whole).Select(item => RowOf(rows, item))] },
            JsonBlock json => json with { Members = [.. Items(whole).Select(item => MemberOf(json, item))] },
            _ => shape,
        };

        Line? Only(Line? known) => whole.Length == 0 ? null : known?.Text == whole ? known : write(whole);

        Line LineOf(string item, IEnumerable<Line> known) => known.FirstOrDefault(line => line.Text == item) ?? write(item);

        ImmutableArray<Line> Lines(ImmutableArray<Line> known) => [.. Items(whole).Select(WithoutMarker).Where(item => item.Length > 0).Select(item => LineOf(item, known))];

        ImmutableArray<Check> Checks(ImmutableArray<Check> known) =>
            [.. Items(whole).Select(WithoutMarker).Where(item => item.Length > 0).Select(item => new Check(IsTicked(item), LineOf(WithoutTick(item), known.Select(check => check.Line))))];

        // The answers that the template offers stay; only which of them is ticked is a person's to say, and what they add.
        ImmutableArray<Check> Chosen(ImmutableArray<Check> offered)
        {
            var said = Checks(offered);
            var kept = offered.Select(check => check with { IsChecked = said.Any(answer => answer.IsChecked && answer.Line.Text == check.Line.Text) });
            return [.. kept, .. said.Where(answer => answer.IsChecked && !offered.Any(check => check.Line.Text == answer.Line.Text))];
        }

        Row RowOf(Rows table, string item)
        {
            var cells = Cells(item);
            ImmutableArray<string> fitted = [.. Enumerable.Range(0, table.Headers.Length).Select(place => cells.ElementAtOrDefault(place) ?? "")];
            var author = write(item);
            return table.Items.FirstOrDefault(row => row.Cells.SequenceEqual(fitted)) ?? new Row(fitted, author.Evidence, author.By, author.When);
        }

        JsonMember MemberOf(JsonBlock json, string item)
        {
            var (name, value) = item.Split(':', 2) is [var before, var after] ? (before.Trim().Trim('"'), after.Trim().TrimEnd(',')) : (item.Trim(), "null");
            var literal = IsJson(value) ? value : JsonSerializer.Serialize(value);
            return json.Members.FirstOrDefault(member => member.Name == name && member.Value == literal) ?? new JsonMember(name, literal, write(item).Evidence);
        }
    }

    private static string TextOf(Line? line) => line?.Text ?? "";

    private static string TextOf(IEnumerable<Line> lines) => string.Join('\n', lines.Select(line => Hanging(line.Text)));

    private static string TextOf(IEnumerable<Check> checks) => string.Join('\n', checks.Select(check => (check.IsChecked ? Ticked : Unticked) + Hanging(check.Line.Text)));

    private static string Hanging(string text) => text.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal);

    /// <summary>Code that runs over several lines may hold blank ones, so those are kept within an item.</summary>
    private static IEnumerable<string> Items(string text)
    {
        var item = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (item.Count > 0 && line.StartsWith("  ", StringComparison.Ordinal))
            {
                item.Add(line[2..]);
                continue;
            }

            if (item.Count > 0)
                yield return string.Join('\n', item).TrimEnd();
            item = line.Trim().Length == 0 ? [] : [line.Trim()];
        }

        if (item.Count > 0)
            yield return string.Join('\n', item).TrimEnd();
    }

    private static string WithoutMarker(string item) => item.StartsWith("- ", StringComparison.Ordinal) || item.StartsWith("* ", StringComparison.Ordinal) ? item[2..].TrimStart() : item;

    private static bool IsTicked(string item) => item.StartsWith(Ticked, StringComparison.OrdinalIgnoreCase);

    private static string WithoutTick(string item) => IsTicked(item) || item.StartsWith(Unticked, StringComparison.Ordinal) ? item[Ticked.Length..].TrimStart() : item;

    private static string CellOf(string cell) =>
        cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    private static List<string> Cells(string row)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        for (var place = 0; place < row.Length; place++)
        {
            if (row[place] == '\\' && place + 1 < row.Length && row[place + 1] is '\\' or '|' or 'n')
                cell.Append(row[++place] == 'n' ? '\n' : row[place]);
            else if (row[place] == '|')
                Close();
            else
                cell.Append(row[place]);
        }

        Close();
        return cells;

        void Close()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }

    private static bool IsJson(string value)
    {
        try
        {
            using var parsed = JsonDocument.Parse(value);
            return parsed.RootElement.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
