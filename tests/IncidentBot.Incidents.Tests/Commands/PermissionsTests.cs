using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class PermissionsTests
{
    private static readonly Person Stranger = new("test:mallory", "Mallory");

    [Theory]
    [InlineData(Standing.Member, true, "note x", true)]
    [InlineData(Standing.Member, false, "note x", true)]
    [InlineData(Standing.Member, false, "list", true)]
    [InlineData(Standing.Guest, true, "note x", true)]
    [InlineData(Standing.Guest, false, "note x", false)]
    [InlineData(Standing.Guest, true, "list", false)]
    [InlineData(Standing.Guest, true, "cancel", false)]
    [InlineData(Standing.Guest, true, "help", true)]
    [InlineData(Standing.Stranger, true, "note x", false)]
    [InlineData(Standing.Stranger, true, "list", false)]
    [InlineData(Standing.Deactivated, true, "note x", false)]
    public void Whoever_acts_must_be_one_who_may(Standing standing, bool isInHome, string line, bool mayDoIt)
    {
        var room = Room.WithIncident();

        var decision = room.Type(line, Stranger, standing, isInHome);

        Assert.Equal(mayDoIt, decision.Rejection is null);
        Assert.True(mayDoIt || decision.Events.IsEmpty);
    }

    [Fact]
    public void A_private_incident_is_for_its_people()
    {
        var room = Room.WithIncident("start P1 Breach --private");

        var refused = room.Type("show", Stranger, Standing.Member, isInHome: false);
        var invited = room.Type("show", Room.Ada, Standing.Member, isInHome: false);

        Assert.Contains("There is no incident", refused.Rejection!.Text.ToPlainText(), StringComparison.Ordinal);
        Assert.Null(invited.Rejection);
    }
}
