using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class CompletenessTests
{
    [Fact]
    public void Asks_for_single_facts_first_then_for_lists_then_for_prose()
    {
        var document = new ScriptedIncident().Type("14:30", "start Checkout is down").Document;

        var missing = Completeness.Of(document).Missing;

        Assert.Equal(
            [
                "Severity", "Service Degradation", "Detection Method", "Incident Commander", "Postmortem Author", "Duration", "Users Affected",
                "Immediate Actions", "Action Items", "Contributing Factors", "Lessons Learned",
                "Primary Cause", "Summary",
            ],
            missing.Select(slot => slot.Name));
        Assert.Equal("cause <text>", missing.Single(slot => slot.Name == "Primary Cause").Command);
    }

    [Fact]
    public void Names_only_commands_that_exist()
    {
        Assert.All(Requirement.All, requirement => Assert.NotNull(CommandTable.Standard.Find(requirement.Command)));
    }

    [Fact]
    public void Requires_only_slots_that_the_document_has()
    {
        var names = WorkedExample.Started().Document.Slots.Select(slot => slot.Name).ToList();

        Assert.All(
            Requirement.All.SelectMany(requirement => requirement.AnyOf.IsEmpty ? [requirement.Name] : requirement.AnyOf),
            name => Assert.Contains(name, names));
    }

    [Fact]
    public void Is_complete_when_everything_was_recorded()
    {
        var completeness = Completeness.Of(FullIncident.Driven().Document);

        Assert.Empty(completeness.Missing);
        Assert.Equal((14, 14), (completeness.Filled, completeness.Required));
        Assert.Equal(completeness.Optional, completeness.OptionalFilled);
    }

    [Theory]
    [InlineData("lesson well It worked")]
    [InlineData("lesson wrong It did not")]
    [InlineData("section \"Lessons Learned\" None this time, and here is why.")]
    public void Is_content_with_one_lesson_of_any_kind(string command)
    {
        var document = WorkedExample.Started().Type("15:00", command).Document;

        Assert.DoesNotContain("Lessons Learned", Completeness.Of(document).Missing.Select(slot => slot.Name));
    }
}
