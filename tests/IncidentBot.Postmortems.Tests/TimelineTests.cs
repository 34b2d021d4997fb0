using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class TimelineTests
{
    [Fact]
    public void Puts_the_date_into_every_row_once_they_span_two_days()
    {
        var incident = new ScriptedIncident()
            .Type("2024-01-15 23:50", "start P2 Imports are slow")
            .Type("2024-01-16 00:20", "note Queue is empty again -> Restarted the importer")
            .Type("2024-01-16 00:30", "resolve Imports run");

        Assert.Equal(
            [
                ["2024-01-15 23:50", "Incident declared", "Imports are slow"],
                ["2024-01-16 00:20", "Queue is empty again", "Restarted the importer"],
                ["2024-01-16 00:30", "Service restored", "Imports run"],
            ],
            RowsOf(incident));
        Assert.Contains("**Duration**: 40 minutes", incident.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_both_episodes_of_a_reopened_incident_in_one_document()
    {
        var incident = WorkedExample.Started()
            .Type("15:00", "resolve Restarted")
            .Type("15:30", "reopen Errors are back")
            .Type("16:00", "note Pool is full again");
        var running = incident.Draft;

        var resolved = incident.Type("16:45", "resolve Pool enlarged").Draft;

        Assert.Equal(
            ["14:30 Incident declared", "15:00 Service restored", "15:30 Incident reopened", "16:00 Pool is full again", "16:45 Service restored"],
            RowsOf(incident).Select(row => $"{row[0]} {row[1]}"));
        Assert.Contains("**Duration**: _Not filled in yet._", running, StringComparison.Ordinal);
        Assert.Contains("**Status**: Investigating", running, StringComparison.Ordinal);
        Assert.Contains("**Duration**: 2 hours 15 minutes", resolved, StringComparison.Ordinal);
        Assert.Contains("**Incident ID**: `INC-2024-0115-1430`", resolved, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_up_no_minute_that_nobody_knew()
    {
        var incident = WorkedExample.Started()
            .Type("14:40", "correct start 13:??")
            .Type("14:41", "note ~14:10 First complaint", "note 14:?? Cache emptied", "note 2024-01-15: Certificate renewed")
            .Type("15:00", "resolve");

        Assert.Equal(
            ["2024-01-15 Certificate renewed", "14:?? Cache emptied", "~14:10 First complaint"],
            RowsOf(incident).Select(row => $"{row[0]} {row[1]}").Take(3));
        Assert.Contains("**Time**: 13:?? UTC", incident.Draft, StringComparison.Ordinal);
        Assert.Contains("**Duration**: _Not filled in yet._", incident.Draft, StringComparison.Ordinal);
        Assert.DoesNotContain("incident_start", incident.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Knows_only_the_day_of_a_start_that_was_corrected_to_a_day()
    {
        var incident = WorkedExample.Started().Type("14:40", "correct start 2024-01-14");

        Assert.Contains("**Date**: 2024-01-14  \n**Time**: _Not filled in yet._", incident.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_all_that_people_wrote_where_nothing_was_noted_or_kept()
    {
        var incident = WorkedExample.Started()
            .Say("14:31", ScriptedIncident.Grace, "checkout is down", "m1")
            .BotSays("14:31", "INC-2024-0115-1430 declared", "b1")
            .Say("14:35", ScriptedIncident.Ada, "typo", "m2")
            .Edit("14:36", ScriptedIncident.Ada, "pool is full -> restarted the pods", "m2", "2")
            .Edit("14:36", ScriptedIncident.Ada, "an older version that came late", "m2", "1")
            .Say("14:37", ScriptedIncident.Ada, "password123", "m3")
            .Delete("14:38", ScriptedIncident.Ada, "m3")
            .Type("15:00", "resolve");

        Assert.True(PostmortemRenderer.NeedsChat(incident.Record));
        Assert.Equal(
            [
                ["14:30", "Incident declared", "Database Connection Pool Exhaustion"],
                ["14:31", "checkout is down", ""],
                ["14:35", "pool is full", "restarted the pods"],
                ["15:00", "Service restored", ""],
            ],
            RowsOf(incident));
        Assert.Contains("_Nobody wrote a note or kept a message, so these are all messages of the conversation._", incident.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_read_the_chat_once_a_note_was_written()
    {
        var incident = WorkedExample.Started()
            .Say("14:31", ScriptedIncident.Grace, "checkout is down", "m1")
            .Type("14:40", "note Pods restarted");

        Assert.False(PostmortemRenderer.NeedsChat(incident.Record));
        Assert.DoesNotContain("checkout is down", incident.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Gathers_the_kept_replies_of_a_thread_as_the_actions_of_its_message()
    {
        var incident = WorkedExample.Started()
            .Say("14:45", ScriptedIncident.Grace, "Pool is full -> Asked for more", "m1")
            .Pin("14:46", ScriptedIncident.Ada, "m1")
            .Say("14:47", ScriptedIncident.Ada, "Killed slow queries", "m2", thread: "m1")
            .Pin("14:48", ScriptedIncident.Ada, "m2", thread: "m1");

        Assert.Contains("| 14:45      | Pool is full      | Asked for more<br>Killed slow queries |", incident.Draft, StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> RowsOf(ScriptedIncident incident) =>
        ((Rows)incident.Document.Slots.First(slot => slot.Name == "Timeline").Content).Items.Select(row => row.Cells.ToArray());
}
