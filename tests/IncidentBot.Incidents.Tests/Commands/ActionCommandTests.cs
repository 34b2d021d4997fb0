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
        room.Type("action Write it up owner:\"DB Team\"");
        room.Type("action Write it off @me");

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
    public void All_of_it_works_after_the_incident_is_closed()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");
        room.Type("resolve");
        room.Type("close");

        foreach (var change in new[] { "start AI-001", "due AI-001 2024-02-29", "snooze AI-001 1w", "edit AI-001 Write both runbooks", "ticket AI-001 https://example.com/OPS-1", "assign AI-001 me", "done AI-001", "reopen AI-001", "drop AI-001 Superseded" })
            Assert.Single(room.Type($"action {change}").Events);

        Assert.Equal((ActionItemStatus.Dropped, "Superseded"), (room.Incident.ActionItems[0].Status, room.Incident.ActionItems[0].Note));
    }

    [Theory]
    [InlineData("action done", "Which item?")]
    [InlineData("action snooze", "Which item?")]
    [InlineData("action frobnicate AI-001", "“frobnicate” is nothing")]
    [InlineData("action drop AI-001", "Why is AI-001 dropped?")]
    [InlineData("action assign AI-001", "Who takes AI-001?")]
    [InlineData("action priority AI-001 P7", "“P7” is no priority")]
    [InlineData("action edit AI-001", "What shall AI-001 say?")]
    [InlineData("action edit AI-001 Write the runbook", "says that already")]
    [InlineData("action ticket AI-001", "Which address?")]
    [InlineData("action ticket AI-001 ftp://example.com/1", "no web address")]
    [InlineData("action ticket AI-001 OPS-42", "no web address")]
    [InlineData("action snooze AI-001 2024-01-15", "not ahead of today")]
    [InlineData("action snooze AI-001 2023-12-24", "not ahead of today")]
    [InlineData("action snooze AI-001 0d", "not ahead of today")]
    [InlineData("action snooze AI-001 2h", "action snooze AI-001 3d")]
    [InlineData("action from fix 1", "There is no fix yet")]
    public void Refuses_kindly_and_records_nothing(string typed, string answer)
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");

        Assert.Contains(answer, room.Refusal(typed), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_drops_without_a_reason_is_shown_the_form_for_it()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");

        Assert.Equal("action drop AI-001", room.Type("action drop AI-001").Form?.Verb);
    }

    [Theory]
    [InlineData("1d", "2024-01-16")]
    [InlineData("3 days", "2024-01-18")]
    [InlineData("1w", "2024-01-22")]
    [InlineData("a week", "2024-01-22")]
    [InlineData("friday", "2024-01-19")]
    [InlineData("2024-02-01", "2024-02-01")]
    public void Snoozes_until_a_day(string until, string day)
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");

        room.Type($"action snooze AI-001 {until}");

        Assert.Equal(Date(day), room.Incident.ActionItems[0].SnoozedUntil);
    }

    [Fact]
    public void A_day_is_counted_where_the_sender_is()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");
        (room.Now, room.Zone) = (new DateTimeOffset(2024, 1, 15, 23, 30, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

        room.Type("action snooze AI-001 1d");

        Assert.Equal(Date("2024-01-17"), room.Incident.ActionItems[0].SnoozedUntil);
    }

    [Fact]
    public void What_is_done_cannot_be_snoozed()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");
        room.Type("action done AI-001");

        Assert.Contains("AI-001 is done", room.Refusal("action snooze AI-001 1d"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"DB Team\"", "DB Team")]
    [InlineData("nobody", null)]
    [InlineData("me", "Ada")]
    public void Gives_it_to_a_person_a_team_or_nobody(string typed, string? owner)
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook @Grace");

        room.Type($"action assign AI-001 {typed}");

        Assert.Equal(owner, room.Incident.ActionItems[0].Owner?.Name);
    }

    [Fact]
    public void Keeps_the_tickets_each_once()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");

        var said = room.Answer("action ticket ai-1 https://tracker.example.com/browse/OPS-42");
        room.Type("action ticket AI-001 [the board](https://example.com/board)");

        Assert.Equal("AI-001 is followed in OPS-42: Write the runbook", said);
        Assert.Equal(["https://tracker.example.com/browse/OPS-42", "https://example.com/board"], room.Incident.ActionItems[0].Tickets);
        Assert.Contains("already", room.Refusal("action ticket AI-001 https://example.com/board"), StringComparison.Ordinal);
    }

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
