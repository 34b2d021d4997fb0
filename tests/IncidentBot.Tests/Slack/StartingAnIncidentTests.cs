using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class StartingAnIncidentTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task Opens_a_channel_named_after_the_incident_with_its_starter_in_it()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout returns 503 für alle!");

        Assert.Equal($"{incident.Id.ToLowerInvariant()}-checkout-returns-503-fur-alle", incident.Home.Name);
        await Eventually.TrueAsync(() => incident.Home.Members.Contains(world.Ada.User.Id), "Ada is in the channel", Cancel);
        Assert.False(incident.Home.IsPrivate);
    }

    [Fact]
    public async Task Keeps_one_pinned_card_and_the_topic_in_step()
    {
        var incident = await world.StartIncidentAsync("P1 Mail stands still");
        var card = incident.Home.Pinned!;

        await incident.CommandAllAsync($"commander @{world.Grace.User.Name}", "severity P0 nobody gets mail", "status identified a full disk");

        await Eventually.TrueAsync(() => card.Text.Contains("Identified", StringComparison.Ordinal), "the card says the status", Cancel);
        await Eventually.TrueAsync(() => incident.Home.Topic.StartsWith("P0 | Identified | Grace Hopper | http", StringComparison.Ordinal), $"the topic says all: {incident.Home.Topic}", Cancel);
        Assert.Contains("*P0*", card.Text, StringComparison.Ordinal);
        Assert.Contains($"<@{world.Grace.User.Id}>", card.Text, StringComparison.Ordinal);
        Assert.Same(card, incident.Home.Pinned);
    }

    [Fact]
    public async Task Takes_the_next_name_where_another_channel_has_it()
    {
        world.Slack.NewChannel("inc-2024-0301-1200-disk-full");

        var answer = await world.Ada.CommandsAsync(world.NewRoom(), "/incident", "start P1 Disk full --at 2024-03-01 12:00Z");
        var home = await world.Slack.ChannelAsync("inc-2024-0301-1200-disk-full-2", Cancel);

        Assert.True(answer.IsForAll, answer.Text);
        Assert.Equal(world.Slack.Workspace.BotUser.Id, home.CreatorId);
    }

    [Fact]
    public async Task Rings_nobody_with_the_words_of_a_title()
    {
        var incident = await world.StartIncidentAsync("P1 <!channel> @here *bold* & <https://evil.example|bank>");

        await incident.CommandsAsync("note <!everyone> look -> @channel");

        Assert.DoesNotContain(world.Slack.Workspace.Pings, ping => ping.Whom is "channel" or "here" or "everyone");
        Assert.Contains("&lt;!channel&gt;", incident.Home.Pinned!.Text, StringComparison.Ordinal);
    }
}

/// <summary>Where the workspace's rules stand in the way.</summary>
public sealed class StartingWhereChannelsAreForbiddenTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Makes_do_with_the_channel_where_it_was_declared()
    {
        await using var world = await CreateAsync(postgres);
        world.Slack.Faults.Always("conversations.create", Fault.Error("restricted_action"));
        var room = world.NewRoom(withBot: true);

        var answer = await world.Ada.CommandsAsync(room, "/incident", "start P1 Nothing works");
        await Eventually.TrueAsync(() => room.BotPosts.Any(post => post.Text.Contains("stays in this conversation", StringComparison.Ordinal)), "the room is told", Cancel);
        var note = await world.Ada.CommandsAsync(room, "/incident", "note it is the proxy");

        Assert.True(answer.IsForAll && note.IsForAll, $"{answer} {note}");
        await Eventually.TrueAsync(() => room.Pinned is not null, "the card is in the room", Cancel);
    }
}
