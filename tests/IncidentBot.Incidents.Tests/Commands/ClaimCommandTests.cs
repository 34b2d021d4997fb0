using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class ClaimCommandTests
{
    [Fact]
    public void Gives_the_role_to_whoever_asks()
    {
        var room = Room.WithIncident();

        room.Type("claim commander", Room.Grace);

        Assert.Equal(Room.Grace.Id, room.Incident.Incident.Holder(Role.Commander)?.PersonId);
    }

    [Fact]
    public void A_button_that_is_pressed_twice_gives_it_once()
    {
        var room = Room.WithIncident();
        room.Type("claim commander", Room.Grace);

        Assert.Contains("You are Incident Commander already", room.Refusal("claim commander", Room.Grace), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_it_over_from_somebody_else()
    {
        var room = Room.WithIncident();
        room.Type("claim commander", Room.Grace);

        room.Type("claim commander");

        Assert.Equal(Room.Ada.Id, room.Incident.Incident.Holder(Role.Commander)?.PersonId);
    }
}
