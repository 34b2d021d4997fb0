using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class ComingAndGoingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
    private SlackWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await SlackWorld.CreateAsync(postgres, _clock);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Whoever_comes_late_is_told_alone_where_things_stand()
    {
        var incident = await _world.StartIncidentAsync("P1 Checkout is down");
        await incident.CommandAllAsync("commander @Ada Lovelace", "note Pool is exhausted");
        Pass(TimeSpan.FromMinutes(10));

        await _world.Grace.JoinsAsync(incident.Home);

        await Eventually.TrueAsync(() => Whispers(incident, _world.Grace).Any(), "Grace is told", Cancel);
        var told = Assert.Single(Whispers(incident, _world.Grace));
        Assert.Contains("Pool is exhausted", told.Text, StringComparison.Ordinal);
        Assert.Contains("Incident Commander", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(incident.Home.BotPosts, post => post.Text.Contains("So far", StringComparison.Ordinal));
        Assert.Contains("Grace Hopper", (await incident.LogAsync()).Last(line => (string?)line["detail"]!["kind"] == "joined")["by"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_with_the_incident_needs_no_summary()
    {
        var incident = await _world.StartIncidentAsync("P1 Checkout is down");
        var late = _world.Slack.Person("Edsger Dijkstra");

        await _world.Grace.JoinsAsync(incident.Home);
        Pass(TimeSpan.FromMinutes(10));
        await late.JoinsAsync(incident.Home);

        await Eventually.TrueAsync(() => Whispers(incident, late).Any(), "the late one is told", Cancel);
        Assert.Empty(Whispers(incident, _world.Grace));
    }

    [Fact]
    public async Task A_stranger_who_is_let_in_is_told_nothing()
    {
        var incident = await _world.StartIncidentAsync("P1 Checkout is down");
        var stranger = _world.Slack.PersonOfAnotherWorkspace("Mallory");
        Pass(TimeSpan.FromMinutes(10));

        await stranger.JoinsAsync(incident.Home);
        await _world.Grace.JoinsAsync(incident.Home);

        await Eventually.TrueAsync(() => Whispers(incident, _world.Grace).Any(), "Grace, who came after, is told", Cancel);
        Assert.Empty(Whispers(incident, stranger));
    }

    [Fact]
    public async Task Who_left_is_in_the_log_and_the_bots_own_coming_is_not()
    {
        var room = _world.NewRoom(withBot: true);
        var incident = await _world.StartHereAsync(room, "P2 Search is slow");
        await _world.Grace.JoinsAsync(room);

        await _world.Grace.LeavesAsync(room);
        await _world.Ada.InvitesBotAsync(room);

        Assert.Single(await incident.LoggedAsync("left"));
        Assert.DoesNotContain(await incident.LogAsync(), line => (string?)line["detail"]!["kind"] == "joined" && line["by"]!.ToJsonString().Contains("U0BOT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_people_archive_and_bring_back_is_known_to_be_so()
    {
        var incident = await _world.StartIncidentAsync("P2 Search is slow");

        await _world.Ada.ArchivesAsync(incident.Home);
        await _world.Ada.UnarchivesAsync(incident.Home);

        Assert.Single(await incident.LoggedAsync("home-archived"));
        Assert.Single(await incident.LoggedAsync("home-unarchived"));
    }

    private static IEnumerable<FakeMessage> Whispers(StartedIncident incident, FakePerson person) =>
        incident.Home.EphemeralsOf(person).Where(whisper => whisper.Text.Contains(incident.Id, StringComparison.Ordinal));

    private void Pass(TimeSpan time) => _clock.MoveTo(_clock.GetUtcNow() + time);
}
