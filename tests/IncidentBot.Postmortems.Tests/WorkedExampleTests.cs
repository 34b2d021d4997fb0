using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class WorkedExampleTests
{
    public static TheoryData<string> WaysToDriveIt => ["notes", "statuses with words", "kept messages"];

    [Theory]
    [MemberData(nameof(WaysToDriveIt))]
    public void Is_the_example_of_the_template_however_it_was_driven(string way)
    {
        var incident = Driven(way);

        Golden.AssertIs("database-connection-pool-exhaustion.md", incident.Finished);
    }

    [Fact]
    public void Leaves_only_what_nobody_said_to_be_asked_for()
    {
        var completeness = Completeness.Of(WorkedExample.DrivenByNotes().Document);

        Assert.Equal(
            ["Detection Method", "Incident Commander", "Postmortem Author", "Lessons Learned"],
            completeness.Missing.Select(slot => slot.Name));
        Assert.Equal((10, 14), (completeness.Filled, completeness.Required));
    }

    private static ScriptedIncident Driven(string way) => way switch
    {
        "notes" => WorkedExample.DrivenByNotes(),
        "statuses with words" => WorkedExample.DrivenByStatuses(),
        _ => WorkedExample.DrivenByMessages(),
    };
}
