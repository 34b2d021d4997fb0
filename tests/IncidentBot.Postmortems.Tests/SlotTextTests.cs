using CsCheck;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class SlotTextTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char["ab|\\n[]x-* :`\"{}é漢 "], 0, 20],
        Gen.Const("a\n\nb"),
        Gen.Const("```\ncode\n\n  indented\n```"));

    [Fact]
    public void A_list_is_read_as_it_was_written() => AnyText.Where(IsItem).Array[0, 5].Sample(items =>
    {
        var list = new Bullets([.. items.Select(Line)]);

        var read = (Bullets)SlotText.Read(new Bullets([]), SlotText.Of(list), Line);

        Assert.Equal(items, read.Items.Select(line => line.Text));
    });

    [Fact]
    public void A_table_is_read_as_it_was_written() => AnyText.Select(text => text.Trim()).Array[3].Where(cells => cells[0].Length > 0).Array[0, 4].Sample(rows =>
    {
        var table = new Rows(["One", "Two", "Three"], [.. rows.Select(cells => new Row([.. cells], []))]);

        var read = (Rows)SlotText.Read(table with { Items = [] }, SlotText.Of(table), Line);

        Assert.Equal(rows, read.Items.Select(row => row.Cells.ToArray()));
    });

    [Fact]
    public void A_row_with_too_few_cells_is_filled_up_and_one_with_too_many_is_cut()
    {
        var read = (Rows)SlotText.Read(new Rows(["One", "Two"], []), "a\nb | c | d", Line);

        Assert.Equal([["a", ""], ["b", "c"]], read.Items.Select(row => row.Cells.ToArray()));
    }

    [Fact]
    public void Choices_that_the_template_offers_stay_whatever_is_typed()
    {
        var offered = new Choices([new Check(false, Line("Alerting")), new Check(true, Line("Users"))]);

        var read = (Choices)SlotText.Read(offered, "[x] Alerting\n[x] A passer-by", Line);

        Assert.Equal([("Alerting", true), ("Users", false), ("A passer-by", true)], read.Items.Select(check => (check.Line.Text, check.IsChecked)));
    }

    [Fact]
    public void A_metric_that_is_no_JSON_literal_becomes_a_string()
    {
        var read = (JsonBlock)SlotText.Read(new JsonBlock([]), "calls_failed: 1234\nworst: \"EU\"\nnote: it hurt", Line);

        Assert.Equal(["1234", "\"EU\"", "\"it hurt\""], read.Members.Select(member => member.Value));
    }

    [Fact]
    public void Nothing_written_is_a_gap() => Assert.True(SlotText.Read(new Prose(Line("before")), "  \n", Line).IsEmpty);

    private static Line Line(string text) => new(text, []);

    /// <summary>What an item can be: it begins in its first line, and neither end is blank.</summary>
    private static bool IsItem(string text) => text.Length > 0 && text == text.Trim() && !text.StartsWith("- ", StringComparison.Ordinal) && !text.StartsWith("* ", StringComparison.Ordinal);
}
