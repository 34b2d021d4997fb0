using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>With no more patience than Slack has, once the bot has run for a moment.</summary>
public sealed class InTimeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Answers_and_opens_forms_while_chat_streams_in()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P1 Slow all over");
        await incident.CommandsAsync("note the first one, while everything is cold");
        await world.Ada.PressesAsync(incident.Home.Pinned!, "Note");
        await world.Ada.ClosesAllAsync();

        world.Slack.Inbox.Patience = BotInbox.SlacksOwn;
        var chat = Task.WhenAll(Enumerable.Range(1, 100).Select(number => world.Grace.SaysAsync(incident.Home, $"message {number}")));
        var answer = await world.Ada.CommandsAsync(incident.Home, "/incident", "note while they talk");
        var press = await world.Ada.PressesAsync(incident.Home.Pinned!, "Note");
        await chat;

        Assert.Equal(200, answer.Status);
        Assert.Equal(200, press.Status);
        Assert.Equal("Add to the timeline", world.Ada.View?.Title);
    }
}
