using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class UpdateCommandTests
{
    [Theory]
    [InlineData("update later 30m", 30)]
    [InlineData("update later 1m", 1)]
    [InlineData("update Later 1h 30m", 90)]
    [InlineData("update later 24h", 1440)]
    public void Later_and_a_span_put_the_next_one_off(string typed, int minutes)
    {
        var room = Room.WithIncident();

        var decision = room.Type(typed);

        Assert.Equal(new StatusUpdatePostponed(room.Now.AddMinutes(minutes)), Assert.Single(decision.Events).Detail);
        Assert.Equal($"Nobody is asked for a status update before {room.Now.AddMinutes(minutes):HH:mm} UTC.", decision.ToChannel!(room.Incident).ToPlainText());
        Assert.Null(room.Incident.Incident.LastUpdate);
    }

    [Theory]
    [InlineData("update later", "later")]
    [InlineData("update later today we know more", "later today we know more")]
    [InlineData("update later 30m we know more", "later 30m we know more")]
    [InlineData("update later 30s", "later 30s")]
    [InlineData("update later 25h", "later 25h")]
    [InlineData("update later 30", "later 30")]
    [InlineData("update \"later 30m\"", "\"later 30m\"")]
    [InlineData("update We look into it, later 30m", "We look into it, later 30m")]
    public void All_else_is_an_update(string typed, string text)
    {
        var room = Room.WithIncident();

        room.Type(typed);

        Assert.Equal(text, room.Incident.Incident.LastUpdate);
    }

    [Fact]
    public void A_promise_beside_it_makes_it_an_update()
    {
        var room = Room.WithIncident();

        room.Type("update later 30m --next 1h");

        Assert.Equal("later 30m", room.Incident.Incident.LastUpdate);
        Assert.Equal(room.Now.AddHours(1), room.Incident.Incident.NextUpdateDue);
    }
}
