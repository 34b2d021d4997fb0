using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>Slack delivers at least once and in no order.</summary>
public sealed class DeliveriesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private SlackWorld _world = null!;
    private StartedIncident _incident = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await SlackWorld.CreateAsync(postgres);
        _incident = await _world.StartIncidentAsync("P2 Deliveries");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_reaction_that_comes_before_its_message_keeps_it()
    {
        _world.Slack.Inbox.Hold();
        var said = await _world.Ada.SaysAsync(_incident.Home, "came late -> but came");
        await _world.Grace.ReactsAsync(said, "pushpin");

        await _world.Slack.Inbox.ReleaseAsync(newestFirst: true);

        Assert.EndsWith("came late | but came", await _incident.RowAsync("came late"), StringComparison.Ordinal);
        Assert.Equal(["came late -> but came"], await _incident.SaidAsync());
        await Eventually.TrueAsync(() => said.Message.Reactions.Count == 2, "the bot confirms", SlackWorld.Cancel);
        Assert.Single(await _incident.TimelineAsync(), row => row.Contains("came late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_that_comes_before_its_message_is_its_newest_version()
    {
        var other = await _world.Ada.SaysAsync(_incident.Home, "something else");
        _world.Slack.Inbox.Hold();
        var said = await _world.Ada.SaysAsync(_incident.Home, "first words");
        await _world.Ada.EditsAsync(said, "second words");
        await _world.Ada.EditsAsync(said, "third words");
        await _world.Slack.Inbox.ReleaseAsync(newestFirst: true);

        await _world.Grace.ReactsAsync(said, "pushpin");
        await _world.Grace.ReactsAsync(other, "pushpin");

        Assert.Contains("third words", await _incident.RowAsync("words"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_wins_in_whatever_order_it_is_told()
    {
        _world.Slack.Inbox.Hold();
        var said = await _world.Ada.SaysAsync(_incident.Home, "a secret");
        await _world.Grace.ReactsAsync(said, "pushpin");
        await _world.Ada.DeletesAsync(said);

        await _world.Slack.Inbox.ReleaseAsync(newestFirst: true);

        Assert.DoesNotContain("a secret", await _incident.RawLogAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await _incident.TimelineAsync(), row => row.Contains("a secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_pressed_twice_is_done_once()
    {
        var first = await _world.Ada.CommandsAsync(_incident.Home, "/incident", "note it broke", trigger: "1.2.same");
        var second = await _world.Ada.CommandsAsync(_incident.Home, "/incident", "note it broke", trigger: "1.2.same");

        Assert.True(first.IsForAll);
        Assert.False(second.IsForAll);
        Assert.Contains("recorded already", second.Text, StringComparison.Ordinal);
        Assert.Single(await _incident.LoggedAsync("note"));
    }

    [Fact]
    public async Task A_declaration_pressed_twice_opens_one_incident()
    {
        var room = _world.NewRoom();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            _world.Ada.CommandsAsync(room, "/incident", "start P1 Pressed four times --at 2024-04-05 06:07Z", trigger: "3.4.same")));

        Assert.Single(answers, answer => answer.IsForAll);
        Assert.Equal(1L, await Rows.CountAsync(_world.Database, "select count(*) from incidents where id like $1", "INC-2024-0405-0607%"));
    }
}
