using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using IncidentBot.Tests.Teams;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Homes;

/// <summary>What people write in Slack is shown in Teams, and the other way round.</summary>
public sealed class RelayAcrossTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Goes_from_a_channel_of_Slack_to_a_thread_of_Teams_and_back()
    {
        var clock = new ShiftedClock(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
        await using var teams = await FakeConnector.StartAsync();
        await using var login = await FakeLogin.StartAsync();
        await using var slack = await SlackWorld.CreateAsync(postgres, clock, BesideSlack.SettingsOf(teams, login));
        using var typed = new TypedInTeams(teams, login, clock, slack.Bot.Address);
        var incident = await slack.StartIncidentAsync("P1 Pool exhausted");
        var thread = typed.NewThread();
        await typed.CallAsync(thread, ConnectedBot.Ada, $"join {incident.Id}");
        await typed.HeardAsync(thread, "Pool exhausted");

        var said = await slack.Ada.SaysAsync(incident.Home, "anybody *there*? @channel");
        await slack.OutboxIsEmptyAsync();
        var shown = Assert.Single(Posts(teams, thread, "anybody"));
        await slack.Ada.RepliesAsync(said, "hello?");
        var answer = await typed.SayAsync(thread, ConnectedBot.Grace, "I am");
        await slack.OutboxIsEmptyAsync();
        await slack.Ada.EditsAsync(said, "anybody there at all?");
        await typed.ChangeAsync(thread, ConnectedBot.Grace, answer, null);
        await slack.OutboxIsEmptyAsync();

        Assert.Contains("there at all?", shown.Words, StringComparison.Ordinal);
        Assert.Contains("edited", shown.Words, StringComparison.Ordinal);
        Assert.Contains("to Ada Lovelace", Assert.Single(Posts(teams, thread, "hello?")).Words, StringComparison.Ordinal);
        Assert.Contains("This message was deleted.", Assert.Single(Copies(incident.Home)).Text, StringComparison.Ordinal);
        Assert.Equal(["anybody *there*? @channel", "hello?", null], await incident.SaidAsync());
    }

    private static IEnumerable<FakeActivity> Posts(FakeConnector teams, string thread, string words) =>
        teams.Conversations[thread].Said.Where(said => said.Words.Contains(words, StringComparison.Ordinal));

    private static IEnumerable<FakeMessage> Copies(FakeChannel home) => home.BotPosts.Where(post => post.Text.StartsWith("*Grace Hopper* · #payments (Teams)\n", StringComparison.Ordinal));
}
