using IncidentBot.Incidents;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class EditsTests
{
    [Fact]
    public void A_person_s_words_stay_and_newer_facts_are_offered_beside_them()
    {
        var incident = WorkedExample.Started()
            .Type("15:00", "cause A slow query", "section \"Primary Cause\" The pool was exhausted.")
            .Type("15:10", "cause A slow JOIN in call routing");

        var slot = SlotNamed(incident, "Primary Cause");

        Assert.Contains("**Primary Cause**: The pool was exhausted.\n", incident.Draft, StringComparison.Ordinal);
        Assert.Equal("A slow JOIN in call routing", SlotText.Of(slot.Suggestion!));
        Assert.Equal("Ada Lovelace", slot.Hand!.By);
    }

    [Fact]
    public void What_was_known_when_it_was_written_is_no_news()
    {
        var incident = WorkedExample.Started().Type("15:00", "cause A slow query", "section \"Primary Cause\" The pool was exhausted.");

        Assert.Null(SlotNamed(incident, "Primary Cause").Suggestion);
    }

    [Fact]
    public void News_that_were_declined_are_not_offered_again()
    {
        var incident = WorkedExample.Started()
            .Type("15:00", "section \"Primary Cause\" The pool was exhausted.", "cause A slow query")
            .Type("15:10", "section keep \"Primary Cause\"");

        Assert.Null(SlotNamed(incident, "Primary Cause").Suggestion);
        Assert.Contains("The pool was exhausted.", incident.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_that_is_released_says_what_the_record_says()
    {
        var incident = WorkedExample.Started()
            .Type("15:00", "section \"Primary Cause\" The pool was exhausted.", "cause A slow query")
            .Type("15:10", "section release primary cause");

        Assert.Contains("**Primary Cause**: A slow query\n", incident.Draft, StringComparison.Ordinal);
        Assert.Null(SlotNamed(incident, "Primary Cause").Hand);
    }

    [Fact]
    public void A_line_that_nobody_touched_keeps_its_evidence_and_its_author()
    {
        var incident = WorkedExample.Started()
            .Type("15:00", ScriptedIncident.Grace, "factor No index")
            .Type("15:01", ScriptedIncident.Ada, "section \"Contributing Factors\" No timeout");

        var factors = (Numbered)incident.Document.Slots.Last(slot => slot.Name == "Contributing Factors").Content;

        Assert.Equal(["Grace Hopper", "Ada Lovelace"], factors.Items.Select(line => line.By));
        Assert.NotEqual(factors.Items[0].Evidence, factors.Items[1].Evidence);
    }

    [Fact]
    public void What_was_written_for_another_template_is_not_lost()
    {
        var record = WorkedExample.Started().Record;
        var written = new SlotEdit("customers/letter", "Letter to Customers", "We are sorry.", "", ScriptedIncident.Ada, DateTimeOffset.UnixEpoch, [900]);

        var draft = PostmortemRenderer.Render(PostmortemRenderer.Assemble(record with { Edits = record.Edits.Add(written.Slot, written) }, []), Form.Draft);

        Assert.EndsWith("\n## Letter to Customers\n\nWe are sorry.\n", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duration_that_somebody_wrote_by_hand_is_compared_with_the_timeline()
    {
        var incident = WorkedExample.DrivenByNotes().Type("17:00", "section \"Duration\" 3 hours");

        Assert.Contains(Contradictions.In(incident.Record), finding => finding.Sentence.Contains("3 hours", StringComparison.Ordinal));
        Assert.Contains("**Duration**: 3 hours", incident.Finished, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_slot_has_an_id_of_its_own()
    {
        var ids = WorkedExample.DrivenByNotes().Document.Slots.Select(slot => slot.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("root-cause/primary-cause", ids);
    }

    [Fact]
    public void The_record_keeps_what_was_written_through_the_store()
    {
        var incident = WorkedExample.Started().Type("15:00", "section \"Primary Cause\" The pool was exhausted.");

        var stored = ScriptedIncident.Stored(incident.Record);

        Assert.Equal(incident.Draft, PostmortemRenderer.Render(PostmortemRenderer.Assemble(stored, []), Form.Draft));
    }

    private static Slot SlotNamed(ScriptedIncident incident, string name) => incident.Document.Slots.First(slot => slot.Name == name);
}
