using IncidentBot.Incidents.Search;
using Xunit;

namespace IncidentBot.Incidents.Tests.Search;

public sealed class SearchExcerptTests
{
    [Fact]
    public void Marks_each_word_that_was_looked_for_and_no_other()
    {
        var excerpt = Of("pool exh", "The pool of carpool is exhausted");

        Assert.Equal(["pool", "exhausted"], Marked(excerpt));
        Assert.Equal("The pool of carpool is exhausted", excerpt.Text);
    }

    [Fact]
    public void Prefers_the_text_that_holds_the_most()
    {
        Assert.Equal("full connection pool", Of("connection pool", "pool", "full connection pool", "connection").Text);
    }

    [Fact]
    public void Words_in_a_row_are_marked_only_in_a_row()
    {
        Assert.Equal(["error", "rate"], Marked(Of("\"error rate\"", "rate of error, error rate")));
    }

    [Fact]
    public void A_long_text_is_cut_around_the_find_and_its_marks_move_along()
    {
        var excerpt = Of("needle", $"{string.Join(' ', Enumerable.Repeat("hay", 400))}\nneedle\r\n{new string('y', 500)}");

        Assert.InRange(excerpt.Text.Length, 50, 210);
        Assert.Equal(["needle"], Marked(excerpt));
        Assert.StartsWith("…", excerpt.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", excerpt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', excerpt.Text);
    }

    [Fact]
    public void No_pair_of_a_picture_sign_is_cut()
    {
        foreach (var lead in Enumerable.Range(60, 30))
        {
            var text = Of("needle", $"{new string('x', lead % 7)}{string.Concat(Enumerable.Repeat("🔥", lead))} needle {string.Concat(Enumerable.Repeat("🔥", 200))}").Text;

            Assert.DoesNotContain('\uFFFD', text.EnumerateRunes().Aggregate("", (all, rune) => all + rune));
        }
    }

    [Fact]
    public void Where_nothing_is_there_is_none()
    {
        Assert.Null(SearchExcerpt.Of(FoundIn.Chat, ["nothing here"], SearchTerms.Read("needle")));
    }

    private static SearchExcerpt Of(string typed, params string[] texts) => SearchExcerpt.Of(FoundIn.Chat, texts, SearchTerms.Read(typed))!;

    private static IEnumerable<string> Marked(SearchExcerpt excerpt) => excerpt.Marks.Select(mark => excerpt.Text.Substring(mark.Start, mark.Length));
}
