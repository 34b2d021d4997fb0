using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class LateStartTests(SlackWorld world, PostgresFixture postgres) : IClassFixture<SlackWorld>
{
    [Theory]
    [InlineData("start P1 Checkout is down --since 25m")]
    [InlineData("start P1 Checkout is down --since 25m --here")]
    [InlineData("convert P1 Checkout is down --since 25m")]
    public async Task What_was_said_before_is_taken_in(string command)
    {
        var room = world.NewRoom(withBot: true);
        await world.Ada.SaysAsync(room, "is checkout slow for anyone else?");
        await world.Grace.SaysAsync(room, "yes, it is down & out");

        var incident = await world.DeclareAsync(room, command);

        await Eventually.GetAsync(
            async () => { Assert.Equal(["is checkout slow for anyone else?", "yes, it is down & out"], await incident.SaidAsync()); return true; }, SlackWorld.Cancel);
    }

    [Fact]
    public async Task The_incident_says_how_much_of_its_chat_was_fetched_late()
    {
        var room = world.NewRoom(withBot: true);
        await world.Ada.SaysAsync(room, "is checkout slow for anyone else?");
        var incident = await world.DeclareAsync(room, "convert P1 Checkout is down --since 25m");
        // What is said while the past is still read can be read as a part of it.
        await Eventually.GetAsync(async () => { Assert.Single(await incident.SaidAsync()); return true; }, SlackWorld.Cancel);
        await world.OutboxIsEmptyAsync();
        await world.Grace.SaysAsync(room, "looking");

        var shown = await world.Ada.CommandsAsync(room, "/incident", "show");

        Assert.Contains("2 seen, 1 fetched late", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_waits_for_a_past_that_slack_gives_in_small_portions()
    {
        await using var distributed = await SlackWorld.CreateAsync(postgres);
        distributed.Slack.Limits.IsDistributed = true;
        var room = distributed.NewRoom(withBot: true);
        foreach (var number in Enumerable.Range(1, 20))
            await distributed.Ada.SaysAsync(room, $"said before, {number}");

        var incident = await distributed.DeclareAsync(room, "convert P1 Checkout is down --since 25m");
        await Eventually.TrueAsync(() => distributed.Slack.CallsOf("conversations.history").Any(call => call.Outcome == "429"), "the past is held up", SlackWorld.Cancel);
        await incident.CommandsAsync("severity P0");

        await Eventually.TrueAsync(() => room.Pinned?.VisibleText.Contains("P0", StringComparison.Ordinal) == true, "the card is there and says P0", SlackWorld.Cancel);
    }
}
