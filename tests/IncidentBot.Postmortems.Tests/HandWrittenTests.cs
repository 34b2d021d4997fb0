using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class HandWrittenTests
{
    [Theory]
    [InlineData("What Went Well")]
    [InlineData(" what went WELL: ")]
    public void Stands_in_place_of_the_gap_of_its_section(string heading)
    {
        var draft = WorkedExample.Started().Type("15:00", $"section \"{heading}\" The rollback was rehearsed.").Draft;

        Assert.Contains("### What Went Well\n\n- The rollback was rehearsed.\n\n### What Went Wrong\n", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Follows_what_the_section_says_already()
    {
        var draft = WorkedExample.Started().Type("15:00", "lesson well The rollback worked", "section \"What Went Well\" It was rehearsed.").Draft;

        Assert.Contains("- The rollback worked\n- It was rehearsed.\n", draft, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics and data", "## Metrics & Data\n\nSee the appendix.\n\n### Graphs & Charts\n")]
    [InlineData("Sign off", "## Sign-off\n\nSee the appendix.\n")]
    [InlineData("lessons learned", "## Lessons Learned\n\nSee the appendix.\n\n### What Went Well\n")]
    public void Finds_a_heading_that_is_spelled_a_little_differently(string heading, string expected)
    {
        var draft = WorkedExample.Started().Type("15:00", $"section \"{heading}\" See the appendix.").Draft;

        Assert.Contains(expected, draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Fills_a_slot_by_its_name()
    {
        var draft = WorkedExample.Started().Type("15:00", "section \"Long-term fixes\" A bigger pool").Draft;

        Assert.Contains("2. **Long-term Fixes**:\n   - A bigger pool\n", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_summary_and_leaves_the_other_gaps_of_its_section()
    {
        var draft = WorkedExample.Started().Type("15:00", "section \"Summary\" The pool was full.").Draft;

        Assert.Contains("**What happened?** The pool was full.\n\n**Impact**:\n\n- **Users Affected**: _Not", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Stands_beside_a_slot_that_is_filled_under_its_name()
    {
        var finished = WorkedExample.Started().Type("15:00", "section \"Severity\" Felt like a P0.").Finished;

        Assert.Contains("**Status**: Investigating\n\n**Severity**: Felt like a P0.\n", finished, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_left_out_where_the_program_would_only_have_repeated()
    {
        var finished = WorkedExample.Started().Type("15:00", "section \"Time to Resolution\" Not resolved yet.").Finished;

        Assert.Contains("**Time to Resolution**: Not resolved yet.\n", finished, StringComparison.Ordinal);
    }

    [Fact]
    public void Becomes_a_section_of_its_own_where_nobody_knows_the_heading()
    {
        var incident = WorkedExample.Started().Type("15:00", "section \"Customer Letter\" Dear customers,\n\nwe are sorry.");

        Assert.EndsWith("\n\n## Customer Letter\n\nDear customers,\n\nwe are sorry.\n", incident.Draft, StringComparison.Ordinal);
        Assert.EndsWith("\n\n## Customer Letter\n\nDear customers,\n\nwe are sorry.\n", incident.Finished, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_for_what_its_section_requires()
    {
        var incident = WorkedExample.Started().Type("15:00", "section \"Root Cause\" A long story.");

        var missing = Completeness.Of(incident.Document).Missing.Select(slot => slot.Name);

        Assert.DoesNotContain("Primary Cause", missing);
        Assert.DoesNotContain("Contributing Factors", missing);
    }
}
