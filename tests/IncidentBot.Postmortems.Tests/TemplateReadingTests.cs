using IncidentBot.Postmortems.Template;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class TemplateReadingTests
{
    [Fact]
    public void Reads_everything_in_the_seeds_template_as_known()
    {
        var slots = PostmortemTemplate.Default.Slots.ToList();

        Assert.All(slots.Where(slot => slot.Shape is not Label), slot => Assert.True(slot.IsKnown, slot.Name));
        Assert.DoesNotContain(PostmortemTemplate.Default.Sections.SelectMany(section => section.Parts), part => part is FixedText);
    }

    [Theory]
    [InlineData("", 1, "nothing in it")]
    [InlineData("# Only a title\n", 1, "nothing to fill in")]
    [InlineData("# T\n\ntext\n\n## [Section]\n", 5, "nothing but a placeholder")]
    [InlineData("# T\n\n## \n", 3, "empty")]
    [InlineData("# T\n\n## A\n\n| [name] | b |\n|---|---|\n", 5, "column 1")]
    [InlineData("# T\n\n## A\n\ntext\n| a |  |\n|---|---|\n", 6, "column 2")]
    [InlineData("# T\n\n## A\n\n```json\n{}\n\n## B\n", 5, "never closed")]
    public void Says_in_which_line_a_template_is_broken(string markdown, int line, string reason)
    {
        var reading = PostmortemTemplate.Read(markdown);

        var error = Assert.Single(reading.Errors);
        Assert.Null(reading.Template);
        Assert.Equal(line, error.Line);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**Severity**: [P0/P1]", "Severity")]
    [InlineData("**severity:** <level>", "Severity")]
    [InlineData("Severity: TBD", "Severity")]
    [InlineData("SEV - [level]", "Severity")]
    [InlineData("- *Sev*: [level]", "Severity")]
    [InlineData("**Detected at:** HH:MM", "Detected At")]
    [InlineData("**TTD**: X minutes", "Time to Detection")]
    [InlineData("Incident lead: [name]", "Incident Commander")]
    [InlineData("## Root cause(s)\n\n[text]", "Primary Cause")]
    [InlineData("## 3. WHAT WENT WELL?\n\n- [x]", "What Went Well")]
    [InlineData("## Successes\n\n- [x]", "What Went Well")]
    [InlineData("## Trigger / root cause\n\nTODO", "Primary Cause")]
    [InlineData("## Anything\n\n| Due | DRI | Task |\n|--|--|--|", "Action Items")]
    [InlineData("## Anything\n\n| What happened | UTC |\n|--|--|", "Timeline")]
    [InlineData("## 5 whys\n\n1. **Why?** [because]\n2. **Why?** [because]", "Why It Happened")]
    public void Knows_what_is_meant_in_many_words(string markdown, string name)
    {
        var slot = Assert.Single(TemplateFiles.Parse("# Title\n\n" + markdown).Slots);

        Assert.True(slot.IsKnown);
        Assert.Equal(name, slot.Name);
    }

    [Theory]
    [InlineData("## Where we got lucky\n\n- [luck]", "Where we got lucky")]
    [InlineData("**Trigger**: [what set it off]", "Trigger")]
    [InlineData("## Trigger", "Trigger")]
    [InlineData("**Status**: [Draft / In review / Final]", "Status")]
    [InlineData("## Why\n\n1. Why did nobody look? [answer]", "Why did nobody look?")]
    public void Leaves_to_people_what_the_record_does_not_know(string markdown, string name)
    {
        var slot = Assert.Single(TemplateFiles.Parse("# Title\n\n" + markdown).Slots);

        Assert.False(slot.IsKnown);
        Assert.Equal((name, Need.Optional), (slot.Name, slot.Need));
    }

    [Fact]
    public void Keeps_text_that_asks_for_nothing_byte_for_byte()
    {
        const string text = "Two  spaces,\ta tab, *emphasis*, `code[0] <x>`, a [link](https://example.com) and a [reference].\nA second line  \nafter a break.\n\n\n* a star\n    1. deep\n\n> quoted\n\n***\n\n[reference]: https://example.com/r \"Title\"";
        var template = TemplateFiles.Parse($"# Title\r\n\r\n## About\r\n\r\n{text.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n\r\n## Summary\r\n");

        var document = PostmortemRenderer.Assemble(template, WorkedExample.Started().Record, []);

        Assert.Contains($"## About\n\n{text}\n\n## Summary\n", PostmortemRenderer.Render(document, Form.Draft), StringComparison.Ordinal);
        Assert.Contains($"## About\n\n{text}\n", PostmortemRenderer.Render(document, Form.Finished), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_in_the_meter_what_the_template_has_and_asks_for()
    {
        var template = TemplateFiles.Parse("""
            # Title

            **Severity**: [P1] <!-- optional -->
            **Commander**: [name]

            <!-- required -->
            ## Trigger

            <!-- required -->

            [what set it off]

            ## Luck

            - [luck]
            """);

        var completeness = Completeness.Of(PostmortemRenderer.Assemble(template, WorkedExample.Started().Record, []));

        Assert.Equal((0, 2), (completeness.Filled, completeness.Required));
        Assert.Equal((1, 2), (completeness.OptionalFilled, completeness.Optional));
        Assert.Equal([("Incident Commander", "role commander @person"), ("Trigger", "section \"Trigger\" <text>")], completeness.Missing.Select(part => (part.Name, part.Command)));
    }

    [Theory]
    [InlineData("# Postmortem: [incident title]", "# Postmortem: Database Connection Pool Exhaustion\n")]
    [InlineData("# <title> (<date>)", "# Database Connection Pool Exhaustion\n")]
    [InlineData("# Our postmortem", "# Database Connection Pool Exhaustion\n")]
    [InlineData("", "# Database Connection Pool Exhaustion\n")]
    public void Puts_the_incidents_title_in_place_of_the_templates(string title, string expected)
    {
        var document = PostmortemRenderer.Assemble(TemplateFiles.Parse($"{title}\n\n## Summary\n"), WorkedExample.Started().Record, []);

        Assert.StartsWith(expected, PostmortemRenderer.Render(document, Form.Draft), StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_a_document_without_any_heading()
    {
        var document = PostmortemRenderer.Assemble(TemplateFiles.Parse("Severity: [P1]\n\nThat is all."), WorkedExample.Started().Record, []);

        Assert.Equal("# Database Connection Pool Exhaustion\n\n**Severity**: P1\n\nThat is all.\n", PostmortemRenderer.Render(document, Form.Draft));
    }

    [Fact]
    public void Refuses_or_reads_the_hostile_and_comes_to_an_end()
    {
        string[] hostile =
        [
            string.Concat(Enumerable.Repeat("> ", 5_000)) + "[x]",
            string.Concat(Enumerable.Range(0, 150).Select(depth => new string(' ', depth * 2) + "- [x]\n")),
            new string('[', 10_000), new string('*', 20_000), new string('|', 10_000) + "\n" + string.Concat(Enumerable.Repeat("-|", 10_000)),
            string.Concat(Enumerable.Repeat("<!--", 5_000)), string.Concat(Enumerable.Repeat("**a ", 5_000)), string.Concat(Enumerable.Repeat("`a", 10_000)),
            new string('x', 1_000_000), "## A\n\n| a |\n|---|", "## A\n\n|---|\n", "\0\uFFFE\u202E## A", string.Concat(Enumerable.Repeat("## A\n\n- [ ]\n", 1_500)),
            new string('{', 20_000), string.Concat(Enumerable.Repeat("a: ", 7_000)), string.Concat(Enumerable.Repeat("_a ", 7_000)),
        ];

        Assert.All(hostile, markdown =>
        {
            var began = System.Diagnostics.Stopwatch.StartNew();
            var reading = PostmortemTemplate.Read(markdown);
            if (reading.Template is { } template)
                PostmortemRenderer.Render(PostmortemRenderer.Assemble(template, WorkedExample.Started().Record, []), Form.Draft);
            Assert.True(began.Elapsed < TimeSpan.FromMinutes(1), $"{markdown[..Math.Min(10, markdown.Length)]}… took {began.Elapsed}");
        });
    }
}
