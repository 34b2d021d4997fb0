using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class ActionCommandTests
{
    [Theory]
    [InlineData("action P0 Add index on campaigns.tenant_id owner:\"DB Team\" by 2024-01-16", "Add index on campaigns.tenant_id", "DB Team", Priority.P0, "2024-01-16")]
    [InlineData("action Optimize call routing query by friday @Grace", "Optimize call routing query", "Grace Hopper", Priority.P1, "2024-01-19")]
    [InlineData("task P2 Review all slow queries @\"DB Team\" by 25 Jan", "Review all slow queries", "DB Team", Priority.P2, "2024-01-25")]
    [InlineData("todo add Stop the queue by hand", "Stop the queue by hand", null, Priority.P1, null)]
    [InlineData("followup start the failover drill @platform-team", "start the failover drill", "platform-team", Priority.P1, null)]
    [InlineData("action p1 owner:api-team Tell ops@example.com about it by tomorrow", "Tell ops@example.com about it", "api-team", Priority.P1, "2024-01-16")]
    public void Reads_what_to_do_whose_it_is_and_when(string typed, string text, string? owner, Priority priority, string? due)
    {
        var room = Room.WithIncident();

        room.Type(typed);

        var item = Assert.Single(room.Incident.ActionItems);
        Assert.Equal(("AI-001", text, owner, priority), (item.Id, item.Text, item.Owner?.Name, item.Priority));
        Assert.Equal(due, item.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_mentioned_owner_is_a_person_and_a_written_one_a_team()
    {
        var room = Room.WithIncident();

        room.Type("action Write it down @Grace");
        room.Type("action Write it down owner:\"DB Team\"");
        room.Type("action Write it down @me");

        Assert.Equal(Room.Ada.Id, room.Incident.ActionItems[2].Owner!.PersonId);
        Assert.Equal(Room.Grace.Id, room.Incident.ActionItems[0].Owner!.PersonId);
        Assert.False(room.Incident.ActionItems[1].Owner!.IsPerson);
    }

    [Fact]
    public void Moves_an_item_on()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");

        room.Type("action start ai-001");
        room.Type("action assign AI-001 @Grace");
        room.Type("action due AI-001 2024-02-29");
        room.Type("action priority AI-001 P0");
        room.Type("action done AI-001 see the wiki");

        var item = Assert.Single(room.Incident.ActionItems);
        Assert.Equal((ActionItemStatus.Done, Priority.P0, "Grace Hopper"), (item.Status, item.Priority, item.Owner?.Name));
        Assert.Equal(new DateOnly(2024, 2, 29), item.DueOn);
        Assert.Equal(6, item.Evidence.Length);
    }

    [Fact]
    public void Says_which_items_there_are_when_one_is_unknown()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");

        var refusal = room.Refusal("action done AI-007");

        Assert.Contains("AI-007", refusal, StringComparison.Ordinal);
        Assert.Contains("AI-001", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_date_that_does_not_exist()
    {
        var refusal = Room.WithIncident().Refusal("action due AI-001 2023-02-29");

        Assert.Contains("AI-001", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_about_a_date_that_is_past()
    {
        var room = Room.WithIncident();

        var answer = room.Answer("action Write the runbook by 2024-01-10");

        Assert.Contains("past already", answer, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2024, 1, 10), room.Incident.ActionItems[0].DueOn);
    }
}
