using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class TypedTests
{
    [Theory]
    [InlineData("alert fired -> paged", "alert fired", "paged")]
    [InlineData("alert fired → paged", "alert fired", "paged")]
    [InlineData("alert fired→paged", "alert fired", "paged")]
    [InlineData("alert fired --> paged", "alert fired", "paged")]
    [InlineData("alert fired => paged", "alert fired", "paged")]
    [InlineData("alert fired –> paged", "alert fired", "paged")]
    [InlineData("alert fired —> paged", "alert fired", "paged")]
    [InlineData("alert fired ➡️ paged", "alert fired", "paged")]
    [InlineData("alert fired->  paged", "alert fired", "paged")]
    [InlineData("alert fired\n->\npaged", "alert fired", "paged")]
    [InlineData("a -> b -> c", "a", "b -> c")]
    [InlineData("-> paged", "", "paged")]
    [InlineData("`a -> b` fired -> paged", "`a -> b` fired", "paged")]
    [InlineData("```\na -> b\n``` fired -> paged", "```\na -> b\n``` fired", "paged")]
    [InlineData("\"a -> b\" fired -> paged", "\"a -> b\" fired", "paged")]
    [InlineData("“a -> b” fired -> paged", "“a -> b” fired", "paged")]
    [InlineData("„a -> b“ fired -> paged", "„a -> b“ fired", "paged")]
    [InlineData("«a -> b» fired -> paged", "«a -> b» fired", "paged")]
    [InlineData("don't wait -> don't page", "don't wait", "don't page")]
    [InlineData("a 5\" disk -> a 6\" disk", "a 5\" disk", "a 6\" disk")]
    [InlineData("an open \"quote -> paged", "an open \"quote", "paged")]
    [InlineData("an open ` -> paged", "an open `", "paged")]
    public void Parts_what_happened_from_what_was_done(string text, string before, string after)
    {
        Assert.Equal((before, after), Typed.SplitArrow(text));
    }

    [Theory]
    [InlineData("alert fired")]
    [InlineData("")]
    [InlineData("pool->size was 20")]
    [InlineData("if a=>b")]
    [InlineData("a -- b")]
    [InlineData("errors > 5")]
    [InlineData("`a -> b`")]
    public void Finds_no_arrow_in_code_or_where_there_is_none(string text)
    {
        Assert.Equal((text, null), Typed.SplitArrow(text));
    }

    [Fact]
    public void An_arrow_with_nothing_behind_it_names_no_action()
    {
        Assert.Equal(("alert fired", null), Typed.SplitArrow("alert fired -> "));
    }
}
