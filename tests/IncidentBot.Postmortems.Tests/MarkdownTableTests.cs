using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class MarkdownTableTests
{
    [Fact]
    public void Pads_by_what_is_seen_not_by_characters()
    {
        var written = new MarkdownWriter().Table(
            ["Event", "By"],
            [["数据库", "a"], ["✅ ok", "👩‍👩‍👧"], ["⚠️ e\u0301", "👍🏽"], ["", "🇵🇱"]]).ToString();

        Assert.Equal(
            """
            | Event  | By  |
            | ------ | --- |
            | 数据库 | a   |
            | ✅ ok  | 👩‍👩‍👧  |
            | ⚠️ é   | 👍🏽  |
            |        | 🇵🇱  |

            """.Replace("é", "e\u0301", StringComparison.Ordinal),
            written);
    }

    [Theory]
    [InlineData("a | b", @"a \| b")]
    [InlineData("`a | b`", @"`a \| b`")]
    [InlineData(@"a\| b", @"a\\\| b")]
    [InlineData(@"`a\| b`", @"a\\\| b")]
    [InlineData("one\ntwo\n\nthree", "one<br>two<br>three")]
    [InlineData("x\n```sh\nps | sort\n\nexit\n```", @"x<br>`ps \| sort`<br>`exit`")]
    [InlineData("- 1. # > [x]", @"- 1. # > \[x]")]
    [InlineData("<br>", "&lt;br>")]
    [InlineData("https://a.example.com/x|y", @"<https://a.example.com/x\|y>")]
    [InlineData("[p|q](https://a.example.com/x|y)", @"[p\|q](https://a.example.com/x\|y)")]
    [InlineData("-4.7%", "-4.7%")]
    [InlineData(MarkdownWriter.GapText, MarkdownWriter.GapText)]
    public void Keeps_a_cell_in_its_row(string text, string expected)
    {
        var written = new MarkdownWriter().Table(["Event"], [[text]]).ToString();

        Assert.Equal(expected, written.Split('\n')[2].Trim('|', ' '));
    }

    [Fact]
    public void Lets_a_very_long_cell_stand_out_instead_of_widening_its_column()
    {
        var log = new string('x', 5000);

        var written = new MarkdownWriter().Table(["Event", "By"], [[log, "me"], ["short", "you"]]).ToString();

        Assert.Equal($"| Event | By  |\n| ----- | --- |\n| {log} | me  |\n| short | you |\n", written);
    }
}
