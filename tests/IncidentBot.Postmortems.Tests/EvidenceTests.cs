using System.Text.RegularExpressions;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public partial class EvidenceTests
{
    private static readonly RenderOptions Footnotes = new(Form.Draft, EvidenceStyle.Footnotes);
    private static readonly RenderOptions Anchors = new(Form.Draft, EvidenceStyle.Anchors);

    [Fact]
    public void Says_in_a_footnote_who_said_it_when_and_where_to_read_it()
    {
        var incident = WorkedExample.DrivenByNotes();

        var markdown = PostmortemRenderer.Render(incident.Document, Footnotes, Source);

        Assert.Contains("| 14:30      | High error rate detected | Alert fired, on-call paged [^", markdown, StringComparison.Ordinal);
        Assert.Contains("**Incident ID**: `INC-2024-0115-1430` [^1]", markdown, StringComparison.Ordinal);
        Assert.Contains("\n[^1]: 2024-01-15 14:30 UTC, Ana [Ruiz], [message](https://chat.example.com/p/102)\n", markdown, StringComparison.Ordinal);
        Assert.Matches(@"\n\[\^[0-9]+\]: Words of Ada Lovelace, 2024-01-15 17:00 UTC; 2024-01-15 14:30 UTC", markdown);
    }

    [Fact]
    public void Has_a_note_for_each_reference_and_a_reference_for_each_note()
    {
        var markdown = PostmortemRenderer.Render(FullIncident.Driven().Document, Footnotes, Source);

        var references = Reference().Matches(markdown).Select(match => match.Value).Distinct().Order().ToList();
        var notes = Note().Matches(markdown).Select(match => match.Groups["mark"].Value).Order().ToList();
        Assert.True(notes.Count > 40, $"Only {notes.Count} notes.");
        Assert.Equal(references, notes);
    }

    [Fact]
    public void Marks_each_line_that_rests_on_events_with_the_newest()
    {
        var incident = WorkedExample.Started().Type("14:40", "cause A slow query");

        var markdown = PostmortemRenderer.Render(incident.Document, Anchors);

        Assert.Contains($"**Primary Cause**: A slow query [^e{incident.Log[^1].Id}]", markdown, StringComparison.Ordinal);
        Assert.Contains($"<a class=\"evidence\" href=\"#e{incident.Log[^1].Id}\" aria-label=\"evidence: event {incident.Log[^1].Id}\">", MarkdownHtml.ToHtml(markdown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("see [^e999] and [^1] there")]
    [InlineData("\uFDD0\uFDD1e999\uFDD2")]
    [InlineData("`[^e999]`")]
    [InlineData("[[^e999]](https://example.com)")]
    [InlineData("https://example.com/[^e999]")]
    [InlineData("\\[^e999]")]
    [InlineData("```\n[^e999]\n```")]
    public void Makes_no_reference_of_what_somebody_typed(string text)
    {
        var incident = WorkedExample.Started().Type("14:40", $"cause {text}", $"note {text} -> {text}", $"lesson well {text}");

        var html = MarkdownHtml.ToHtml(PostmortemRenderer.Render(incident.Document, Anchors));
        var footnoted = PostmortemRenderer.Render(incident.Document, Footnotes, Source);

        Assert.DoesNotContain("#e999", html, StringComparison.Ordinal);
        Assert.Contains($"#e{incident.Log[^1].Id}\"", html, StringComparison.Ordinal);
        Assert.Equal(Reference().Matches(footnoted).Select(match => match.Value).Distinct().Order(), Note().Matches(footnoted).Select(match => match.Groups["mark"].Value).Order());
    }

    [Fact]
    public void Leaves_code_and_links_whole_before_a_reference()
    {
        var incident = WorkedExample.Started().Type("14:40", "cause It was\n```\ncode\n```", "lesson well see https://example.com/x");

        var html = MarkdownHtml.ToHtml(PostmortemRenderer.Render(incident.Document, Anchors));

        Assert.Contains("<code>code\n</code>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com/x\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_to_nothing_but_the_web()
    {
        var markdown = PostmortemRenderer.Render(WorkedExample.Started().Document, Footnotes, _ => new EvidenceSource(DateTimeOffset.UnixEpoch, "Eve\n[^1]: x", "javascript:alert(1)"));

        Assert.DoesNotContain("javascript", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("[message]", markdown, StringComparison.Ordinal);
    }

    private static EvidenceSource Source(long id) =>
        new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero), "Ana [Ruiz]", $"https://chat.example.com/p/{id}");

    [GeneratedRegex(@"(?<!\\)\[\^[0-9]+\](?!:)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(?<mark>\[\^[0-9]+\]):", RegexOptions.Multiline)]
    private static partial Regex Note();
}
