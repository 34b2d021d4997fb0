using System.Collections.Immutable;

namespace IncidentBot.Postmortems.Template;

/// <summary>Puts what is known into the shape that the template gives it.</summary>
internal static class Filling
{
    public static Content Of(TemplateSlot slot, Fact fact) => slot.Shape switch
    {
        Field field => field with { Value = Joined(fact) },
        Prose prose => prose with { Text = Joined(fact) },
        Label label => label with { Sentence = Joined(fact) },
        LabelledBullet bullet => bullet with { Value = Joined(fact) },
        Bullets bullets => bullets with { Items = fact.Lines },
        Numbered numbered => numbered with { Items = fact.Lines },
        NumberedGroup group => group with { Items = fact.Lines },
        Checklist list => list with { Items = fact.Checks.IsEmpty ? [.. fact.Lines.Select(line => new Check(false, line))] : fact.Checks },
        Choices choices when fact.Choice is { } choice => choices with { Items = [.. choices.Items.Select(item => choice(item.Line.Text))] },
        Rows rows => rows with { Items = [.. fact.Rows.Select(row => Filled(row, slot.Columns))] },
        JsonBlock json => json with { Members = fact.Members },
        var shape => shape,
    };

    /// <summary>A table of labels stays as it is and is filled beside them; while nothing is known, it is empty.</summary>
    public static Content Labelled(TemplateSlot slot, Facts facts)
    {
        var rows = slot.RowLabels.Select(label => (label.Text, Value: label.Known is { } known ? Joined(known.Find(facts, slot)) : null)).ToList();
        if (rows.TrueForAll(row => row.Value is null))
            return slot.Shape;

        var table = (Rows)slot.Shape;
        return table with
        {
            Items =
            [
                .. rows.Select(row => new Row(
                    [row.Text, row.Value?.Text ?? "", .. Enumerable.Repeat("", table.Headers.Length - 2)],
                    row.Value?.Evidence ?? [], row.Value?.By, row.Value?.When)),
            ],
        };
    }

    private static Row Filled(FactRow row, ImmutableArray<Column> columns)
    {
        var cells = columns.Select(column => row.Cells.GetValueOrDefault(column, "")).ToArray();
        WithoutLoss(row, columns, cells);
        return new Row([.. cells], row.Evidence, row.By, row.When);
    }

    /// <summary>Where a timeline has no column for what was done, it stands behind the event; a date without a column stands before the time.</summary>
    private static void WithoutLoss(FactRow row, ImmutableArray<Column> columns, string[] cells)
    {
        var place = columns.IndexOf(Column.Event);
        if (place >= 0 && !columns.Contains(Column.Action) && row.Cells.GetValueOrDefault(Column.Action, "") is { Length: > 0 } action)
            cells[place] = $"{cells[place]} → {action}";
        place = columns.IndexOf(Column.Time);
        if (place >= 0 && !columns.Contains(Column.Date) && row.Cells.GetValueOrDefault(Column.DateWhereDaysDiffer, "") is { Length: > 0 } date)
            cells[place] = $"{date} {cells[place]}";
    }

    /// <summary>Several lines in a place for one; they are a person's only where all are the same person's.</summary>
    private static Line? Joined(Fact fact)
    {
        var lines = fact.Lines;
        if (lines.Length < 2)
            return lines.FirstOrDefault();

        var isOnes = lines.All(line => line.By == lines[0].By);
        return new Line(
            string.Join(fact.Separator, lines.Select(line => line.Text)),
            [.. lines.SelectMany(line => line.Evidence).Distinct()],
            isOnes ? lines[0].By : null,
            isOnes ? lines.Max(line => line.When) : null);
    }
}
