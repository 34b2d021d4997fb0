using System.Text.Json.Nodes;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class WhatPeopleSayTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task Records_messages_and_replies_with_who_when_and_where()
    {
        var incident = await world.StartIncidentAsync("P2 Slow pages");

        var said = await world.Ada.SaysAsync(incident.Home, "anybody else seeing this?");
        var reply = await world.Grace.RepliesAsync(said, "yes, since noon");

        var log = await incident.LogAsync();
        var question = Line(log, "anybody else seeing this?");
        var answer = Line(log, "yes, since noon");
        Assert.True(said.Delivery.IsAcknowledged && reply.Delivery.IsAcknowledged);
        Assert.Equal("Ada Lovelace", question["by"]!["name"]!.GetValue<string>());
        Assert.Equal(said.Message.Ts, question["source"]!["messageId"]!.GetValue<string>());
        Assert.Equal(said.Message.Ts, answer["source"]!["threadId"]!.GetValue<string>());
        Assert.Equal(FakeSlack.Permalink(incident.Home, reply.Message), answer["source"]!["permalink"]!.GetValue<string>());
    }

    [Fact]
    public async Task Records_every_way_to_say_something_once()
    {
        var incident = await world.StartIncidentAsync("P2 Many voices");

        var first = await world.Ada.SaysAsync(incident.Home, "plain");
        await world.Ada.SaysOfThemselvesAsync(incident.Home, "is looking");
        await world.Grace.RepliesAsync(first, "for all", alsoInChannel: true);
        await world.Grace.SharesFileAsync(incident.Home, "graph.png", "the graph");
        await world.Ada.SaysAsync(incident.Home, "see https://example.com/runbook");

        Assert.Equal(["plain", "is looking", "for all", "the graph", "see https://example.com/runbook"], await incident.SaidAsync());
        var file = (await incident.LoggedAsync("message")).Single(detail => detail["files"] is JsonArray { Count: > 0 })["files"]![0]!;
        Assert.Equal("graph.png", file["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Records_other_apps_as_apps_and_itself_not_at_all()
    {
        var incident = await world.StartIncidentAsync("P2 Alerts");

        await world.Slack.AppPostsAsync(incident.Home, "Grafana", "CPU at 95 %");
        await world.Slack.WebhookPostsAsync(incident.Home, "Pager", "on-call paged");
        await incident.CommandsAsync("note 25m ago it began");
        await world.Slack.Inbox.EmptyAsync();

        var messages = await incident.LoggedAsync("message");
        Assert.Equal(["CPU at 95 %", "on-call paged"], messages.Select(detail => detail["text"]!.GetValue<string>()));
        Assert.All(messages, detail => Assert.True(detail["fromBot"]!.GetValue<bool>()));
        Assert.Equal(["Grafana", "Pager"], (await incident.LogAsync()).Where(line => line["detail"]!["kind"]!.GetValue<string>() == "message").Select(line => line["by"]!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_edit_is_a_new_version_and_an_unfolded_link_is_none()
    {
        var incident = await world.StartIncidentAsync("P2 Second thoughts");
        var said = await world.Ada.SaysAsync(incident.Home, "it is the database: https://example.com/db");

        await world.Slack.UnfurlsAsync(said);
        await world.Ada.EditsAsync(said, "it is the cache");
        await world.Grace.RepliesAsync(said, "sure?");
        await world.Slack.Inbox.EmptyAsync();

        var edits = await incident.LoggedAsync("edit");
        Assert.Equal(["it is the cache"], edits.Select(edit => edit["text"]!.GetValue<string>()));
        Assert.Equal(["it is the database: https://example.com/db", "sure?"], await incident.SaidAsync());
    }

    [Fact]
    public async Task Names_stand_where_slack_wrote_its_tokens()
    {
        world.Slack.Workspace.Group("dbas", "Database people");
        var room = world.NewRoom();
        var incident = await world.StartIncidentAsync("P2 R&D <cluster> is down");

        var said = await world.Ada.SaysAsync(incident.Home, $"@Grace Hopper ask @dbas in #{room.Name} if a < b && c > d: https://example.com/?a=1&b=2");
        await world.Ada.ReactsAsync(said, "pushpin");
        await incident.CommandAllAsync(
            $"commander @{world.Grace.User.Name}",
            "cause A & B <both> failed, says @Grace Hopper",
            "action P1 Look at x<y&z @Grace Hopper by 2030-01-20");

        var row = await incident.RowAsync("ask");
        Assert.Contains("@Grace Hopper ask @dbas", row, StringComparison.Ordinal);
        Assert.Contains($"#{room.Name}", row, StringComparison.Ordinal);
        Assert.Contains($"@Grace Hopper ask @dbas in #{room.Name} if a < b && c > d: https://example.com/?a=1&b=2", await incident.SaidAsync());
        foreach (var text in new[] { await incident.RawLogAsync(), await incident.DraftAsync(), await incident.FinishedAsync() })
        {
            Assert.DoesNotMatch("<@U|<#C|<!subteam|&amp;lt;|&amp;amp;", text);
            Assert.DoesNotContain(world.Grace.User.Id + "|", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("&amp;", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slacks_own_talk_of_joining_and_pinning_is_no_message()
    {
        var incident = await world.StartIncidentAsync("P2 Comings and goings");

        await world.Slack.Inbox.EmptyAsync();

        Assert.Empty(await incident.LoggedAsync("message"));
    }

    [Fact]
    public async Task A_command_by_mention_is_done_once_and_answered_in_its_thread()
    {
        var incident = await world.StartIncidentAsync("P2 In a thread");
        var said = await world.Ada.SaysAsync(incident.Home, "which disk?");

        await world.Grace.MentionsBotAsync(incident.Home, "note 25m ago disk 7 -> replaced", said);

        await Infrastructure.Eventually.TrueAsync(
            () => incident.Home.BotPosts.Any(post => post.ThreadTs == said.Message.Ts && post.Text.Contains("disk 7", StringComparison.Ordinal)), "it is answered in the thread", SlackWorld.Cancel);
        Assert.Single(await incident.LoggedAsync("note"));
        Assert.Single(await incident.LoggedAsync("command"), command => command["text"]!.GetValue<string>().Contains("disk 7", StringComparison.Ordinal));
    }

    private static JsonNode Line(IReadOnlyList<JsonNode> log, string text) => log.Single(line => line["detail"]!["text"]?.GetValue<string>() == text);
}
