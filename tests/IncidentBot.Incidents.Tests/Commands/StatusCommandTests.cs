using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class StatusCommandTests
{
    [Fact]
    public void Resolving_ends_the_incident_and_asks_for_the_draft()
    {
        var room = Room.WithIncident();
        room.Now = room.Now.AddMinutes(135);

        var decision = room.Type("resolve Health checks passing");

        Assert.Equal(IncidentStatus.Resolved, room.Incident.Incident.Status);
        Assert.Equal(TimeSpan.FromMinutes(135), room.Incident.Incident.Duration);
        Assert.Contains(new PostDraft(), decision.FollowUps);
        Assert.Contains("2 hours 15 minutes", decision.ToChannel!(room.Incident).ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Resolving_twice_is_refused_and_names_the_way_out()
    {
        var room = Room.WithIncident();
        room.Type("resolve");

        var refusal = room.Refusal("resolve again");

        Assert.Contains("reopen", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reopened_incident_lasts_until_its_last_resolve()
    {
        var room = Room.WithIncident();
        room.Now = room.Now.AddHours(1);
        room.Type("resolve");
        room.Now = room.Now.AddHours(1);
        room.Type("reopen Errors are back");
        Assert.Null(room.Incident.Incident.Duration);

        room.Now = room.Now.AddHours(25);
        room.Type("resolve");

        Assert.Equal(TimeSpan.FromHours(27), room.Incident.Incident.Duration);
        Assert.Equal("INC-2024-0115-1430", room.Incident.Incident.Id.Value);
    }

    [Fact]
    public void Refuses_a_word_that_is_not_a_status()
    {
        var refusal = Room.WithIncident().Refusal("status exploded");

        Assert.Contains("exploded", refusal, StringComparison.Ordinal);
        Assert.Contains("identified", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_end_before_the_start()
    {
        var refusal = Room.WithIncident().Refusal("resolve --at 14:00");

        Assert.Contains("before the incident began", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_word_that_is_not_a_severity()
    {
        var refusal = Room.WithIncident().Refusal("severity terrible");

        Assert.Contains("P0, P1, P2 or P3", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Correcting_the_start_keeps_the_id()
    {
        var room = Room.WithIncident();

        room.Type("correct start 14:10");

        Assert.Equal(10, room.Incident.Incident.StartedAt.At.Minute);
        Assert.Equal("INC-2024-0115-1430", room.Incident.Incident.Id.Value);
    }

    [Fact]
    public void Correcting_the_resolve_moves_its_row()
    {
        var room = Room.WithIncident();
        room.Now = room.Now.AddHours(3);
        room.Type("resolve Health checks passing");

        room.Type("correct resolved 16:45");

        Assert.Contains("16:45 | Service restored | Health checks passing", room.Rows());
        Assert.Equal(TimeSpan.FromMinutes(135), room.Incident.Incident.Duration);
    }

    [Fact]
    public void Closing_is_refused_while_something_is_missing_and_names_it()
    {
        var room = Room.WithIncident();
        room.Type("resolve");
        room.Missing = ["Primary Cause", "Summary"];

        Assert.Contains("Primary Cause, Summary", room.Refusal("close"), StringComparison.Ordinal);

        room.Type("close --anyway the vendor never answered");
        Assert.Equal(IncidentStatus.Closed, room.Incident.Incident.Status);
        Assert.Equal("the vendor never answered", Assert.IsType<IncidentClosed>(room.Log[^1].Detail).Despite);
    }

    [Fact]
    public void A_closed_incident_takes_action_items_but_no_new_status()
    {
        var room = Room.WithIncident();
        room.Type("resolve");
        room.Type("close");

        Assert.Null(room.Type("action Write the runbook").Rejection);
        Assert.Contains("reopen", room.Refusal("status identified It was DNS"), StringComparison.Ordinal);
    }
}
