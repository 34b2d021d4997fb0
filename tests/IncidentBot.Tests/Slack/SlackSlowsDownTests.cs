using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>Slack refuses, slows down and breaks; what the bot has to say comes through all the same, once and in order.</summary>
public sealed class SlackSlowsDownTests(PostgresFixture postgres) : IAsyncLifetime
{
    private SlackWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await CreateAsync(postgres);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Waits_as_long_as_it_is_told_and_then_goes_on_in_order()
    {
        var incident = await _world.StartIncidentAsync("P2 Throttled");
        _world.Slack.Faults.Next("chat.postMessage", Fault.TooMany(1), Fault.TooMany(1));

        foreach (var word in new[] { "one", "two", "three" })
            await _world.Ada.MentionsBotAsync(incident.Home, $"note {word} happened");

        await Eventually.TrueAsync(() => Notes(incident).Count() == 3, "all three are answered", Cancel);
        Assert.Collection(
            Notes(incident),
            text => Assert.Contains("one happened", text, StringComparison.Ordinal),
            text => Assert.Contains("two happened", text, StringComparison.Ordinal),
            text => Assert.Contains("three happened", text, StringComparison.Ordinal));
        Assert.Contains(_world.Slack.CallsOf("chat.postMessage"), call => call.Outcome == "429");
    }

    [Fact]
    public async Task Keeps_to_the_limits_by_itself()
    {
        var incident = await _world.StartIncidentAsync("P2 Chatty");
        await _world.Slack.Inbox.EmptyAsync();
        _world.Slack.Limits.IsStrict = true;

        for (var number = 0; number < 6; number++)
            await _world.Ada.MentionsBotAsync(incident.Home, $"note number {number} happened");

        await Eventually.TrueAsync(() => Notes(incident).Count() == 6, "all six are answered", Cancel);
        Assert.DoesNotContain(_world.Slack.CallsOf("chat.postMessage"), call => call.Outcome == "429");
    }

    [Fact]
    public async Task Posts_once_though_slack_broke_after_it_had_posted()
    {
        var incident = await _world.StartIncidentAsync("P2 Broken answer");
        _world.Slack.Faults.Next("chat.postMessage", Fault.Html500AfterTheDeed);

        await _world.Ada.MentionsBotAsync(incident.Home, "note first happened");
        await _world.Ada.MentionsBotAsync(incident.Home, "note second happened");

        await Eventually.TrueAsync(() => Notes(incident).Any(text => text.Contains("second", StringComparison.Ordinal)), "the second is answered", Cancel);
        Assert.Equal(2, Notes(incident).Count());
    }

    [Fact]
    public async Task Tries_again_when_slack_shows_a_page_instead_of_an_answer()
    {
        _world.Slack.Faults.Next("conversations.create", Fault.Html500);

        var incident = await _world.StartIncidentAsync("P2 Page");

        Assert.Equal(["500", "ok"], _world.Slack.CallsOf("conversations.create").Select(call => call.Outcome));
        Assert.NotNull(incident.Home.Pinned);
    }

    [Fact]
    public async Task Makes_no_second_channel_though_slack_broke_after_it_had_made_it()
    {
        _world.Slack.Faults.Next("conversations.create", Fault.Html500AfterTheDeed);

        var incident = await _world.StartIncidentAsync("P2 Half made");

        Assert.Null(_world.Slack.FindChannel(incident.Home.Name + "-2"));
        await Eventually.TrueAsync(() => incident.Home.Members.Contains(_world.Ada.User.Id), "Ada is in it", Cancel);
    }

    [Fact]
    public async Task Hears_people_while_slack_takes_no_call()
    {
        var incident = await _world.StartIncidentAsync("P2 Deaf and dumb");
        foreach (var method in new[] { "chat.postMessage", "chat.update", "users.info", "reactions.add", "conversations.setTopic" })
            _world.Slack.Faults.Always(method, Fault.Html500);
        var newcomer = _world.Slack.Person("Newcomer");

        var said = await newcomer.SaysAsync(incident.Home, "heard all the same");
        await incident.CommandsAsync("note recorded all the same");

        Assert.True(said.Delivery.IsAcknowledged);
        Assert.Contains("heard all the same", await incident.SaidAsync());
    }

    private static IEnumerable<string> Notes(StartedIncident incident) =>
        incident.Home.BotPosts.Where(post => post.Text.Contains("happened", StringComparison.Ordinal)).Select(post => post.Text);
}
