using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class ContradictionsTests
{
    [Theory]
    [InlineData("The API was down for 2h.", "2h")]
    [InlineData("The API was down for 2 hours.", "2 hours")]
    [InlineData("A 90-minute outage of the API.", "90 minute")]
    [InlineData("Down for 1 hour 30 minutes: a long time.", "1 hour 30 minutes")]
    public void Points_at_a_duration_that_is_not_the_computed_one(string summary, string typed)
    {
        var incident = Resolved().Type("17:00", $"summary {summary}");

        Assert.Contains(
            $"Under “summary” it says {typed}, but from start to resolve it took 2 hours 15 minutes. If both mean the whole incident, one of them is wrong.",
            SentencesOf(incident));
    }

    [Theory]
    [InlineData("The API was down for 2 hours 15 minutes, the first 30 minutes of them entirely.")]
    [InlineData("The API was down for 135 minutes.")]
    [InlineData("The API was down for about 2 hours.")]
    [InlineData("The API was down for ~2h.")]
    [InlineData("Queries took 5-10 seconds, 100 req/s at v1.2h, from 14:30 to 16:45.")]
    [InlineData("15% of 20 requests failed with 503 errors.")]
    public void Accepts_a_summary_that_agrees_or_says_no_duration(string summary)
    {
        var incident = Resolved().Type("17:00", $"summary {summary}");

        Assert.DoesNotContain(SentencesOf(incident), sentence => sentence.Contains("it says", StringComparison.Ordinal));
    }

    [Fact]
    public void Points_at_what_an_action_item_lacks_or_cannot_have()
    {
        var incident = Resolved().Type("17:00",
            "action P0 Add an index owner:\"DB Team\" by 2024-01-10 --anyway",
            "action P1 Review queries by 2024-02-01",
            "action P1 Write it down @me",
            "action P2 Never mind",
            "action drop AI-004 It was fixed meanwhile");

        Assert.Equal(
            ["AI-001 is due on 2024-01-10, before it was made on 2024-01-15.", "AI-002 has no owner.", "AI-003 has no due date."],
            SentencesOf(incident).Where(sentence => sentence.StartsWith("AI-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Points_at_a_resolve_without_a_cause_and_at_a_major_incident_without_commander()
    {
        var incident = Resolved();

        Assert.Equal(
            ["The incident is resolved, but nobody wrote down what caused it.", "This is a P1, but nobody is named as its commander."],
            SentencesOf(incident));
        Assert.Empty(SentencesOf(incident.Type("17:00", "cause A slow query", "role commander @me")));
    }

    [Fact]
    public void Points_at_times_that_cannot_all_be_right()
    {
        var incident = WorkedExample.Started()
            .Type("15:30", "mitigate")
            .Type("15:40", "resolve --at 15:20")
            .Type("15:41", "detect users after 2h");

        Assert.Contains(
            "It was mitigated at 2024-01-15 15:30 UTC, after it was resolved at 2024-01-15 15:20 UTC. One of the two times seems wrong.",
            SentencesOf(incident));
        Assert.Contains(
            "It was detected at 2024-01-15 16:30 UTC, after it was resolved at 2024-01-15 15:20 UTC. One of the two times seems wrong.",
            SentencesOf(incident));
    }

    [Fact]
    public void Says_so_when_the_duration_cannot_be_computed()
    {
        var incident = WorkedExample.Started().Type("16:45", "correct start 13:??", "resolve");

        Assert.Contains("How long it took cannot be computed: the minute of the start or of the resolve is not known.", SentencesOf(incident));
    }

    [Fact]
    public void Points_at_a_typed_metric_that_the_document_computes()
    {
        var incident = Resolved().Type("17:00", "metric duration_minutes 120");

        Assert.Contains(
            "The metric duration_minutes was given as 120, but from start to resolve it took 2 hours 15 minutes. The document shows the computed one.",
            SentencesOf(incident));
    }

    [Fact]
    public void Rests_every_finding_on_events()
    {
        Assert.All(Contradictions.In(Resolved().Type("17:00", "action P0 Do it", "summary Down for 5h").Record), finding => Assert.NotEmpty(finding.Evidence));
    }

    private static ScriptedIncident Resolved() => WorkedExample.Started().Type("16:45", "resolve");

    private static IEnumerable<string> SentencesOf(ScriptedIncident incident) =>
        Contradictions.In(incident.Record).Select(finding => finding.Sentence);
}
