using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class MenusTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task An_incident_is_declared_from_the_menu_of_the_message_box()
    {
        await world.Ada.UsesShortcutAsync(SlackShortcuts.Declare);
        await world.Ada.SubmitsAsync(world.Ada.View!, ("What hurts", "Login is down"));

        await Eventually.TrueAsync(() => world.Slack.Workspace.DirectWith(world.Ada.User).BotPosts.Any(post => post.Text.Contains("Login is down", StringComparison.Ordinal)), "Ada is told", Cancel);
        Assert.NotNull(await world.Slack.ChannelAsync(IncidentIn.Id(world.Slack.Workspace.DirectWith(world.Ada.User).BotPosts.Last(post => post.Text.Contains("Login is down", StringComparison.Ordinal)).Text).ToLowerInvariant(), Cancel));
    }

    [Fact]
    public async Task The_message_it_was_declared_from_is_its_first_event()
    {
        var room = world.NewRoom(withBot: true);
        var said = await world.Grace.SaysAsync(room, "checkout returns 503 & nobody knows why");

        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.DeclareFromMessage, said);
        await world.Ada.SubmitsAsync(world.Ada.View!, ("What hurts", "Checkout is down"));

        await Eventually.TrueAsync(() => room.BotPosts.Any(post => post.Text.Contains("declared by", StringComparison.Ordinal)), "the room learns of it", Cancel);
        var id = IncidentIn.Id(room.BotPosts.First(post => post.Text.Contains("declared by", StringComparison.Ordinal)).Text);
        var incident = new StartedIncident(world.Bot.Http, world.Ada, id, room, room, new CommandAnswer(200, "", true, null));
        await incident.RowAsync("checkout returns 503 & nobody knows why");
        var first = (await incident.LogAsync()).First(line => (string?)line["detail"]!["kind"] == "message");
        Assert.Contains("Grace Hopper", first.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains($"/archives/{room.Id}/p", first.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_another_channel_goes_into_the_timeline_with_action_and_time()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var elsewhere = world.NewRoom();
        var said = await world.Grace.SaysAsync(elsewhere, "the load balancer drops every third request");

        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, said);
        var form = world.Ada.View!;
        Assert.Equal("the load balancer drops every third request", form["What happened"].Value);
        await world.Ada.SubmitsAsync(form, ("Incident", Option(form, incident.Id)), ("Action taken", "Pool drained"), ("When", "yesterday-ish"));
        Assert.Equal("at", Assert.Single(form.Errors).Key);
        Assert.DoesNotContain("load balancer", await incident.RawLogAsync(), StringComparison.Ordinal);

        await world.Ada.SubmitsAsync(form, ("When", "2024-01-15 14:31Z"));

        Assert.False(form.IsOpen);
        Assert.Equal("2024-01-15 14:31 | the load balancer drops every third request | Pool drained", await incident.RowAsync("load balancer"));
        await Eventually.TrueAsync(() => ToldAlone(world.Ada, elsewhere).Any(text => text.Contains($"timeline of *{incident.Id}*", StringComparison.Ordinal)), "Ada is told", Cancel);
    }

    [Fact]
    public async Task One_message_may_belong_to_two_incidents()
    {
        var first = await world.StartIncidentAsync("P1 Checkout is down");
        var second = await world.StartIncidentAsync("P1 Search is down");
        var said = await world.Grace.SaysAsync(world.NewRoom(), "the shared cache is gone");

        foreach (var incident in new[] { first, second })
        {
            await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, said);
            await world.Ada.SubmitsAsync(world.Ada.View!, ("Incident", Option(world.Ada.View!, incident.Id)));
        }

        await first.RowAsync("the shared cache is gone");
        await second.RowAsync("the shared cache is gone");
    }

    [Fact]
    public async Task In_the_incidents_own_channel_it_is_chosen_already_and_the_message_gets_its_mark()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        await world.StartIncidentAsync("P2 Something else");
        var said = await world.Grace.SaysAsync(incident.Home, "disk is full");
        var reply = await world.Ada.RepliesAsync(said, "deleting old logs");

        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, reply);
        Assert.StartsWith(incident.Id, world.Ada.View!["Incident"].Value, StringComparison.Ordinal);
        await world.Ada.SubmitsAsync(world.Ada.View!);

        await incident.RowAsync("deleting old logs");
        await Eventually.TrueAsync(() => reply.Message.Reactions.Any(reaction => reaction.Emoji == "white_check_mark"), "the mark is there", Cancel);
    }

    [Fact]
    public async Task Private_incidents_are_offered_to_their_people_alone()
    {
        var secret = await world.StartIncidentAsync("P1 Somebody left the company --private");
        var open = await world.StartIncidentAsync("P1 Checkout is down");
        var said = await world.Grace.SaysAsync(world.NewRoom(), "look at this");

        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, said);
        await world.Grace.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, said);

        Assert.Contains(world.Ada.View!["Incident"].Options, option => option.StartsWith(secret.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(world.Grace.View!["Incident"].Options, option => option.StartsWith(secret.Id + " ", StringComparison.Ordinal));
        Assert.Contains(world.Grace.View!["Incident"].Options, option => option.StartsWith(open.Id, StringComparison.Ordinal));

        await world.Grace.SubmitsTamperedAsync(world.Grace.View!, payload => payload["view"]!["state"]!["values"]!["incident"]!["answer"]!["selected_option"] = new System.Text.Json.Nodes.JsonObject { ["value"] = secret.Id });
        Assert.Contains("There is no incident", world.Grace.View!.Errors["incident"], StringComparison.Ordinal);
        Assert.DoesNotContain("look at this", await secret.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bots_own_words_are_not_kept()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");

        await world.Ada.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, incident.Home.Pinned!);

        Assert.Contains(incident.Home.EphemeralsOf(world.Ada), whisper => whisper.Text.Contains("no message of somebody's", StringComparison.Ordinal));
    }

    /// <summary>In the channel, where they see it alone, or in the conversation with the bot.</summary>
    private IEnumerable<string> ToldAlone(FakePerson person, FakeChannel channel) =>
        channel.EphemeralsOf(person).Select(whisper => whisper.Text).Concat(world.Slack.Workspace.DirectWith(person.User).BotPosts.Select(post => post.Text));

    private static string Option(FakeView form, string id) => form["Incident"].Options.Single(option => option.StartsWith(id + " ", StringComparison.Ordinal));
}
