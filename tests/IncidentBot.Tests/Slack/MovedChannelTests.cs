using System.Text.Json.Nodes;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class MovedChannelTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task A_channel_under_a_new_id_is_still_the_incidents_and_nothing_is_recorded_twice()
    {
        var incident = await world.StartIncidentAsync("P2 Moved");
        var said = await world.Ada.SaysAsync(incident.Home, "before the move");
        await world.Ada.ReactsAsync(said, "pushpin");
        var moved = world.NewRoom(withBot: true);

        await world.Slack.Inbox.DeliverAsync(new JsonObject { ["type"] = "channel_id_changed", ["old_channel_id"] = incident.Home.Id, ["new_channel_id"] = moved.Id, ["event_ts"] = "1.000100" });
        await world.Ada.SaysAsync(moved, "after the move");
        await world.Slack.Inbox.DeliverAsync(Again(said, moved.Id));
        await (incident with { Home = moved }).CommandsAsync("note all well");

        Assert.Equal(["before the move", "after the move"], await incident.SaidAsync());
        Assert.Single(await incident.TimelineAsync(), row => row.Contains("before the move", StringComparison.Ordinal));
        Assert.Single(await incident.TimelineAsync(), row => row.Contains("all well", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mark_on_a_message_from_before_the_move_finds_it()
    {
        var incident = await world.StartIncidentAsync("P2 Moved and kept");
        await incident.CommandsAsync("note somebody noticed");
        var said = await world.Ada.SaysAsync(incident.Home, "kept later");
        var moved = world.NewRoom(withBot: true);
        await world.Slack.Inbox.DeliverAsync(new JsonObject { ["type"] = "channel_id_changed", ["old_channel_id"] = incident.Home.Id, ["new_channel_id"] = moved.Id, ["event_ts"] = "1.000100" });

        await world.Slack.Inbox.DeliverAsync(new JsonObject
        {
            ["type"] = "reaction_added",
            ["user"] = world.Ada.User.Id,
            ["reaction"] = "pushpin",
            ["item"] = new JsonObject { ["type"] = "message", ["channel"] = moved.Id, ["ts"] = said.Message.Ts },
            ["event_ts"] = "1735329300.000500",
        });

        Assert.Contains("kept later", await incident.RowAsync("kept later"), StringComparison.Ordinal);
    }

    private static JsonObject Again(Fake.Said said, string channel) => new()
    {
        ["type"] = "message",
        ["user"] = said.Message.UserId,
        ["text"] = said.Message.Text,
        ["ts"] = said.Message.Ts,
        ["channel"] = channel,
        ["event_ts"] = said.Message.Ts,
    };
}
