using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>A private incident is seen by its own people, and by nobody else anywhere.</summary>
public sealed class PrivateIncidentTests(PostgresFixture postgres) : IAsyncLifetime
{
    private SlackWorld _world = null!;

    private FakeChannel Announcements => _world.Slack.FindChannel("incidents")!;

    public async ValueTask InitializeAsync() => _world = await CreateAsync(postgres, slack => [("Announcements:Channel", slack.NewChannel("incidents").Id)]);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Lives_in_a_private_channel_and_leaves_no_trace_elsewhere()
    {
        var incident = await _world.StartIncidentAsync("P1 Payroll leaked --private");
        await _world.OutboxIsEmptyAsync();

        var listed = await _world.Grace.CommandsAsync(_world.NewRoom(), "/incident", "list");
        var found = await _world.Grace.CommandsAsync(_world.NewRoom(), "/incident", "search payroll");
        var shown = await _world.Grace.CommandsAsync(_world.NewRoom(), "/incident", $"show {incident.Id}");
        var alike = await _world.DeclareAsync(_world.NewRoom(withBot: true), "start P1 Payroll stands still --here");
        await _world.OutboxIsEmptyAsync();

        Assert.True(incident.Home.IsPrivate);
        Assert.False(incident.Answer.IsForAll);
        Assert.Empty(incident.Room.BotPosts);
        Assert.Contains(_world.Slack.DirectTo(_world.Ada), text => text.Contains($"lives in <#{incident.Home.Id}>", StringComparison.Ordinal));
        Assert.DoesNotContain(Announcements.BotPosts, post => post.Text.Contains("leaked", StringComparison.Ordinal));
        Assert.All([listed, found, shown], answer => Assert.DoesNotContain("leaked", answer.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(_world.Slack.DirectTo(_world.Ada).Concat(alike.Room.EphemeralsOf(_world.Ada).Select(post => post.Text)), text => text.Contains("may be the same", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_nothing_to_read_in_the_announcement_when_it_becomes_private()
    {
        var incident = await _world.StartIncidentAsync("P1 Card numbers in a log");
        await _world.OutboxIsEmptyAsync();
        var announced = Assert.Single(Announcements.BotPosts).Text;

        await incident.CommandsAsync("private");
        await _world.OutboxIsEmptyAsync();
        var blanked = Assert.Single(Announcements.BotPosts).Text;
        await incident.CommandsAsync("severity P0");
        await incident.CommandsAsync("public");
        await _world.OutboxIsEmptyAsync();

        Assert.Contains("Card numbers", announced, StringComparison.Ordinal);
        Assert.Equal($"{incident.Id} is private now.", blanked);
        Assert.Contains("*P0*", Assert.Single(Announcements.BotPosts).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_its_people_alone_where_others_read_along()
    {
        var incident = await _world.StartIncidentAsync("P1 Salaries --private");
        var room = _world.NewRoom(withBot: true);
        await _world.Ada.JoinsAsync(room);

        var typed = await _world.Ada.CommandsAsync(room, "/incident", $"severity {incident.Id} P0 it is worse");
        await _world.Ada.MentionsBotAsync(room, $"update {incident.Id} the salaries are out");
        await _world.Ada.CommandsAsync(room, "/incident", $"postmortem {incident.Id} export md");
        await _world.OutboxIsEmptyAsync();

        Assert.False(typed.IsForAll);
        Assert.Empty(room.BotPosts);
        Assert.Contains(room.EphemeralsOf(_world.Ada), shown => shown.Text.Contains("the salaries are out", StringComparison.Ordinal));
        Assert.Single(incident.Home.BotPosts, post => post.Files.Count > 0);
    }
}
