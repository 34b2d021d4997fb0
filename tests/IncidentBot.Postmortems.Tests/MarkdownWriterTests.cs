using System.Diagnostics;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class MarkdownWriterTests
{
    [Theory]
    [InlineData("campaigns.tenant_id")]
    [InlineData("~15% of API requests failed")]
    [InlineData("peak traffic (100 req/s)")]
    [InlineData("20 -> 50")]
    [InlineData("p95 < 200ms > 100ms <3")]
    [InlineData("a & b &c AT&T R&D")]
    [InlineData("5-10 seconds, -4.7%")]
    [InlineData("C# and C++ and a == b and x = y + 1")]
    [InlineData("foo_bar foo__bar a _ b")]
    [InlineData("INC-2024-0115-1430")]
    [InlineData("2 * 3")]
    [InlineData("#channel, PR #12")]
    [InlineData("[INC-2024-0115-1430] - Similar issue on [date]")]
    [InlineData(@"C:\Users\app")]
    [InlineData("a | b")]
    [InlineData("14:30 alert, 1.5 GB, 3) no")]
    [InlineData("`inline_*code*` and ``a`b``")]
    [InlineData("[the label](https://example.com/a_(b)?x=1&y=[2]#z)")]
    [InlineData("[mail](mailto:a@example.com)")]
    [InlineData("see https://grafana.example.com/d/api_errors?from=now-1h&to=now, and (http://a.example.com/x).")]
    [InlineData("zażółć 数据库 ✅ שלום")]
    public void Writes_plain_text_code_and_links_as_they_are(string text)
    {
        var written = Paragraph(text);

        Assert.Equal(text, written);
    }

    [Theory]
    [InlineData("*bold* **x** 2*3 *", @"\*bold\* \*\*x\*\* 2\*3 \*")]
    [InlineData("_it_ __init__.py", @"\_it\_ \_\_init\_\_.py")]
    [InlineData("~~gone~~ ~gone~", @"\~\~gone\~\~ ~gone\~")]
    [InlineData("# title", @"\# title")]
    [InlineData("##", @"\##")]
    [InlineData("> quote", @"\> quote")]
    [InlineData("- item", @"\- item")]
    [InlineData("+ item", @"\+ item")]
    [InlineData("* item", @"\* item")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("2024) item", @"2024\) item")]
    [InlineData("[ ] task", @"\[ ] task")]
    [InlineData("---", @"\---")]
    [InlineData("===", @"\=\=\=")]
    [InlineData("* * *", @"\* * \*")]
    [InlineData("| - | - |", @"\| - \| - \|")]
    [InlineData("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>")]
    [InlineData("<!-- x --> <?php <javascript:x>", "&lt;!-- x --> &lt;?php &lt;javascript:x>")]
    [InlineData("&lt; &copy; &#35; &#x23;", "&amp;lt; &amp;copy; &amp;#35; &amp;#x23;")]
    [InlineData("[x](javascript:alert(1))", @"\[x](javascript:alert(1))")]
    [InlineData("![img](http://a.example.com/b)", @"!\[img](http://a.example.com/b)")]
    [InlineData("[a][b] [c]: /d [^1] [^1]: e", @"\[a][b] \[c]: /d [\^1] \[\^1]: e")]
    [InlineData("[[nested]] [open", @"\[[nested]] \[open")]
    [InlineData(@"a\*b c:\ d\", @"a\\\*b c:\ d\\")]
    [InlineData("one ` two", @"one \` two")]
    [InlineData("`a` `b ``c", @"`a` \`b \`\`c")]
    [InlineData("ftp://a.b mailto:a@b.c tel:1 www.a.b", @"ftp\://a.b mailto\:a@b.c tel\:1 www\.a.b")]
    [InlineData("http://localhost:5080/*x*y", "<http://localhost:5080/*x*y>")]
    [InlineData("a++b++ x^2^", @"a\+\+b++ x\^2^")]
    public void Escapes_what_would_mean_something(string text, string expected)
    {
        var written = Paragraph(text);

        Assert.Equal(expected, written);
    }

    [Fact]
    public void Ends_every_line_of_a_paragraph_but_the_last_with_a_hard_break()
    {
        var written = new MarkdownWriter().Paragraph("  one \r\n- two\r\u2028\n  three\n").ToString();

        Assert.Equal("one  \n\\- two\n\nthree\n", written);
    }

    [Fact]
    public void Makes_a_block_of_fenced_code()
    {
        var written = new MarkdownWriter().Paragraph("before\n````sql\nselect 1\n```\n  * x  \n````\nafter").ToString();

        Assert.Equal("before\n\n````sql\nselect 1\n```\n  * x\n````\n\nafter\n", written);
    }

    [Fact]
    public void Makes_a_block_of_the_code_that_Slack_puts_between_three_backticks()
    {
        var written = new MarkdownWriter().Paragraph("see ```select 1\nfrom t``` and `x`").ToString();

        Assert.Equal("see\n\n```\nselect 1\nfrom t\n```\n\nand `x`\n", written);
    }

    [Fact]
    public void Indents_what_belongs_to_an_item()
    {
        var written = new MarkdownWriter()
            .Bullets(["one\ntwo\n```\ncode\n```", "three\n\nfour"])
            .Numbered(["one\n# two"])
            .ToString();

        Assert.Equal(
            """
            - one··
              two
              ```
              code
              ```
            - three

              four

            1. one··
               \# two

            """.Replace('·', ' '),
            written);
    }

    [Fact]
    public void Begins_code_behind_a_label_on_a_line_of_its_own()
    {
        var written = new MarkdownWriter()
            .LabelledParagraph("Primary Cause", "```\na\n```")
            .LabelledBullets([("SLO Impact", "```\nb\n```")])
            .Checklist([(true, "```\nc\nd\n```")])
            .ToString();

        Assert.Equal("**Primary Cause**:\n\n```\na\n```\n\n- **SLO Impact**:\n  ```\n  b\n  ```\n\n- [x] `c`<br>`d`\n", written);
    }

    [Fact]
    public void Fences_code_longer_than_any_fence_inside()
    {
        var written = new MarkdownWriter().CodeBlock("md", "\n```json\n{}\n```\n").ToString();

        Assert.Equal("````md\n```json\n{}\n```\n````\n", written);
    }

    [Fact]
    public void Marks_gaps_wherever_one_can_be()
    {
        const string gap = MarkdownWriter.GapText;

        var written = new MarkdownWriter().Gap().Paragraph(gap).Bullets([gap]).Fields([("A", gap)]).LabelledParagraph("B", gap)
            .Checklist([(false, gap)]).ToString();

        Assert.Equal($"{gap}\n\n{gap}\n\n- {gap}\n\n**A**: {gap}\n\n**B**: {gap}\n\n- [ ] {gap}\n", written);
    }

    [Fact]
    public void Keeps_text_of_the_template_byte_for_byte()
    {
        var written = new MarkdownWriter().Raw("\n<b>*x*</b>  \n\n\ty\n\n").Label("Impact").ToString();

        Assert.Equal("<b>*x*</b>  \n\n\ty\n\n**Impact**:\n", written);
    }

    [Theory]
    [InlineData("a #", @"## a \#")]
    [InlineData("C#", "## C#")]
    [InlineData("1. one\n- two", "## 1. one - two")]
    [InlineData("Metrics & Data", "## Metrics & Data")]
    public void Keeps_a_heading_in_one_line(string text, string expected)
    {
        var written = new MarkdownWriter().Heading(2, text).ToString();

        Assert.Equal(expected + "\n", written);
    }

    [Fact]
    public void Emphasizes_a_remark()
    {
        var written = new MarkdownWriter().Emphasis("All messages of _one_ day, see https://a.example.com/x_").ToString();

        Assert.Equal("_All messages of \\_one\\_ day, see <https://a.example.com/x>\\__\n", written);
    }

    [Theory]
    [InlineData("a\u0000b\u001Bc\u0090", "a\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("a\u0085b\u000Bc\u000Cd\u2029e", "a  \nb  \nc  \nd  \ne")]
    [InlineData("\u202Ea", "\u202Ea\u202C")]
    [InlineData("\u2066\u202Aa\u2069 b", "\u2066\u202Aa\u2069 b")]
    [InlineData("\u2067\u202Aa\nb", "\u2067\u202Aa\u202C\u2069  \nb")]
    [InlineData("\u202A\u2066a\u202C", "\u202A\u2066a\u202C\u2069\u202C")]
    [InlineData("\u2069a\u202C", "\u2069a\u202C")]
    public void Takes_the_sting_out_of_characters_that_cannot_be_seen(string text, string expected)
    {
        var written = Paragraph(text);

        // As numbers, so that a failure can be read.
        Assert.Equal(Numbers(expected), Numbers(written));

        static string Numbers(string text) => string.Join(' ', text.Select(c => $"{(int)c:X4}"));
    }

    [Fact]
    public void Replaces_half_of_a_surrogate_pair()
    {
        var written = Paragraph("\uD83D x \uDE00 \uD83D\uDE00");

        Assert.Equal("\uFFFD x \uFFFD \uD83D\uDE00", written);
    }

    [Fact]
    public void Refuses_to_write_nothing()
    {
        Action<MarkdownWriter>[] writings =
        [
            writer => writer.Paragraph(" \n\t"), writer => writer.Heading(1, ""), writer => writer.Label(" "),
            writer => writer.Fields([("A", "")]), writer => writer.Fields([]), writer => writer.Bullets([]),
            writer => writer.Bullets([" "]), writer => writer.CodeBlock("", "\n"), writer => writer.Raw("\n"),
            writer => writer.Emphasis(""), writer => writer.Table(["A", "B"], [["1"]]), writer => writer.CodeBlock("a b", "x"),
        ];

        Assert.All(writings, writing => Assert.ThrowsAny<ArgumentException>(() => writing(new MarkdownWriter())));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("`")]
    [InlineData("`` ` ")]
    [InlineData("*")]
    [InlineData("[x](http://(")]
    [InlineData("\u202E")]
    public void Writes_a_megabyte_of_punctuation_promptly(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        var watch = Stopwatch.StartNew();

        new MarkdownWriter().Paragraph(text).Table(["Event"], [[text]]);

        // It takes about a second on a machine that has time; were it quadratic, it would take a good part of an hour.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    private static string Paragraph(string text) => new MarkdownWriter().Paragraph(text).ToString().TrimEnd('\n');
}
