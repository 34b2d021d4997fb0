using System.Text.Json.Nodes;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class DocumentTests
{
    [Fact]
    public void Marks_every_gap_right_after_the_start()
    {
        Golden.AssertIs("right-after-start.md", WorkedExample.Started().Draft);
    }

    [Fact]
    public void Shows_everything_that_people_recorded()
    {
        Golden.AssertIs("everything-filled-draft.md", FullIncident.Driven().Draft);
    }

    [Fact]
    public void Has_the_headings_labels_choices_and_columns_of_the_template_in_its_order()
    {
        var draft = WorkedExample.Started().Draft;

        var template = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Documents", "template-outline.txt"));
        var place = 0;
        foreach (var words in template)
        {
            var found = draft.IndexOf(words, place, StringComparison.Ordinal);
            Assert.True(found >= place, $"“{words}” does not follow what stands before it in the template.");
            place = found + words.Length;
        }
    }

    [Fact]
    public void Leaves_out_of_the_finished_document_what_only_repeats_or_asks_the_author()
    {
        var finished = FullIncident.Driven().Finished;

        Assert.DoesNotContain("What happened?", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("How was the incident detected?", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("What was done to resolve", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("How can we prevent", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("Time to Resolution", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("High Priority", finished, StringComparison.Ordinal);
        Assert.Contains("**Why did it happen?**\n\n- The renewal job", finished, StringComparison.Ordinal);
        Assert.Contains("**Why wasn't it detected earlier?**\n\n- The probe", finished, StringComparison.Ordinal);
        Assert.Contains("### Key Metrics", finished, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_no_question_and_no_heading_over_nothing_in_the_finished_document()
    {
        var incident = WorkedExample.Started().Type("14:40", "cause A slow query", "lesson wrong We noticed late");

        var finished = incident.Finished;

        Assert.EndsWith(
            "## Root Cause\n\n**Primary Cause**: A slow query\n\n## Lessons Learned\n\n### What Went Wrong\n\n- We noticed late\n",
            finished, StringComparison.Ordinal);
        Assert.DoesNotContain(MarkdownWriter.GapText, finished, StringComparison.Ordinal);
        Assert.DoesNotContain("## Summary", finished, StringComparison.Ordinal);
    }

    [Fact]
    public void Rests_every_line_on_events_that_are_in_the_log()
    {
        var incident = FullIncident.Driven();
        var known = incident.Log.Select(happened => happened.Id).ToHashSet();

        var json = JsonNode.Parse(PostmortemJson.Write(incident.Document))!;

        var evidence = EvidenceIn(json).ToList();
        Assert.True(evidence.Count > 60, $"Only {evidence.Count} lines have evidence.");
        Assert.All(evidence, ids => Assert.NotEmpty(ids));
        Assert.All(evidence, ids => Assert.All(ids, id => Assert.Contains(id, known)));
    }

    [Fact]
    public void Says_who_wrote_a_sentence_and_when()
    {
        var document = FullIncident.Driven().Document;

        var summary = (Prose)document.Slots.First(slot => slot.Name == "Summary").Content;
        var timeline = (Rows)document.Slots.First(slot => slot.Name == "Timeline").Content;
        Assert.Equal("Grace Hopper", summary.Text!.By);
        Assert.Equal(new DateTimeOffset(2024, 3, 7, 11, 0, 0, TimeSpan.Zero), summary.Text.When);
        Assert.Equal("Grace Hopper", timeline.Items[2].By);
    }

    [Fact]
    public void Gives_the_same_bytes_again_and_from_a_stored_record()
    {
        var incident = FullIncident.Driven();

        var again = PostmortemRenderer.Assemble(incident.Record, incident.Log);
        var stored = PostmortemRenderer.Assemble(ScriptedIncident.Stored(incident.Record), []);

        Assert.Equal(PostmortemJson.Write(incident.Document), PostmortemJson.Write(again));
        Assert.Equal(PostmortemJson.Write(incident.Document), PostmortemJson.Write(stored));
        Assert.Equal(incident.Draft, PostmortemRenderer.Render(stored, Form.Draft));
    }

    [Fact]
    public void Reads_its_own_json_again()
    {
        var incident = FullIncident.Driven();

        var read = PostmortemJson.Read(PostmortemJson.Write(incident.Document));

        Assert.Equal(incident.Draft, PostmortemRenderer.Render(read, Form.Draft));
        Assert.Equal(incident.Finished, PostmortemRenderer.Render(read, Form.Finished));
    }

    [Fact]
    public void Calls_a_closed_incident_resolved_and_a_cancelled_one_cancelled()
    {
        var closed = WorkedExample.Started().Type("15:00", "resolve").Type("15:01", "close");
        var cancelled = WorkedExample.Started().Type("14:40", "cancel false alarm");

        Assert.Contains("**Status**: Resolved\n", closed.Draft, StringComparison.Ordinal);
        Assert.Contains("**Status**: Cancelled\n", cancelled.Draft, StringComparison.Ordinal);
    }

    private static IEnumerable<IReadOnlyList<long>> EvidenceIn(JsonNode? node) => node switch
    {
        JsonObject line when line["evidence"] is JsonArray ids => [[.. ids.Select(id => (long)id!)]],
        JsonObject thing => thing.SelectMany(member => EvidenceIn(member.Value)),
        JsonArray list => list.SelectMany(EvidenceIn),
        _ => [],
    };
}
