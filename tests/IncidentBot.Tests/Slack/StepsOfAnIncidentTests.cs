using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>A workspace whose operator has set everything up: rules of invitation, announcements, updates, instructions.</summary>
public sealed class FurnishedWorld(PostgresFixture postgres) : IAsyncLifetime
{
    public SlackWorld Slacks { get; private set; } = null!;

    public FakeSlack Slack => Slacks.Slack;

    public FakeChannel Announcements => Slack.FindChannel("incidents")!;

    public FakeChannel Updates => Slack.FindChannel("status-updates")!;

    public FakePerson Katherine => Slack.Person("Katherine Johnson");

    public FakePerson Linus => Slack.Person("Linus Pauling");

    public FakePerson Left => Slack.Person("Left Long Ago");

    public FakePerson Wendy => Slack.Person("Wendy Web");

    public async ValueTask InitializeAsync() => Slacks = await CreateAsync(postgres, slack =>
    {
        var (katherine, linus, left, wendy) = (slack.Person("Katherine Johnson"), slack.Person("Linus Pauling"), slack.Person("Left Long Ago"), slack.Person("Wendy Web"));
        left.User.IsDeactivated = true;
        return
        [
            ("Announcements:Channel", slack.NewChannel("incidents").Id),
            ("Announcements:Updates:0", slack.NewChannel("status-updates").Id),
            ("Announcements:Updates:1", "slack:" + slack.Workspace.TeamId + "/" + slack.NewChannel("customers").Id),
            ("Invites:Rules:0:Severities:0", "P0"),
            ("Invites:Rules:0:Severities:1", "P1"),
            ("Invites:Rules:0:Who:0", slack.Workspace.Group("on-call", "On call", katherine, left, linus).Id),
            ("Invites:Rules:1:Services:0", "web"),
            ("Invites:Rules:1:Who:0", wendy.User.Id),
            ("Invites:Rules:1:Who:1", "S0GONE"),
            ("Roles:Instructions:liaison", "Speak to the vendor: `update` them."),
        ];
    });

    public ValueTask DisposeAsync() => Slacks.DisposeAsync();
}

public sealed class StepsOfAnIncidentTests(FurnishedWorld furnished) : IClassFixture<FurnishedWorld>
{
    private readonly SlackWorld _world = furnished.Slacks;

    [Fact]
    public async Task Brings_in_those_whom_the_rules_name_and_leaves_out_who_has_left()
    {
        var incident = await _world.StartIncidentAsync("P1 Nobody can pay");

        await HasAsync(incident.Home, furnished.Katherine, furnished.Linus, _world.Ada);
        Assert.DoesNotContain(furnished.Left.User.Id, incident.Home.Members);
        Assert.DoesNotContain(furnished.Wendy.User.Id, incident.Home.Members);
    }

    [Fact]
    public async Task Brings_them_in_when_the_severity_rises()
    {
        var incident = await _world.StartIncidentAsync("P3 Somebody cannot pay");
        await HasAsync(incident.Home, _world.Ada);

        await incident.CommandsAsync("severity P0 it is everybody");

        await HasAsync(incident.Home, furnished.Katherine, furnished.Linus);
    }

    [Fact]
    public async Task Brings_in_the_people_of_a_service_though_one_group_is_gone()
    {
        var incident = await _world.StartIncidentAsync("P3 The page is white --service web");

        await HasAsync(incident.Home, furnished.Wendy);
        Assert.DoesNotContain(furnished.Katherine.User.Id, incident.Home.Members);
    }

    [Fact]
    public async Task Brings_the_commander_in_and_tells_them_what_to_do()
    {
        var incident = await _world.StartIncidentAsync($"P3 Slow --commander @{_world.Grace.User.Name}");

        await HasAsync(incident.Home, _world.Grace);
        await Eventually.TrueAsync(() => DirectTo(_world.Grace).Any(text => text.Contains(incident.Id, StringComparison.Ordinal)), "Grace is told", Cancel);
        Assert.Contains("Incident Commander", Assert.Single(DirectTo(_world.Grace), text => text.Contains(incident.Id, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains($"<@{_world.Grace.User.Id}>", incident.Home.Pinned!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brings_in_and_instructs_whoever_is_given_a_role_of_the_teams_own()
    {
        var incident = await _world.StartIncidentAsync("P3 The vendor is slow");
        var lisa = _world.Slack.Person("Lisa Liaison");

        await incident.CommandsAsync($"role liaison @{lisa.User.Name}");
        await incident.CommandsAsync($"role liaison @{lisa.User.Name}");
        await incident.CommandsAsync($"role scribe @{lisa.User.Name}");

        await HasAsync(incident.Home, lisa);
        await Eventually.TrueAsync(() => DirectTo(lisa).Any(text => text.Contains("Scribe", StringComparison.Ordinal)), "Lisa is told of both", Cancel);
        Assert.Single(DirectTo(lisa), text => text.Contains("Speak to the vendor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_one_announcement_in_step_also_when_the_start_is_corrected()
    {
        var incident = await _world.StartIncidentAsync("P2 Announced");

        await incident.CommandAllAsync("severity P1", "status identified it", "correct start 2026-01-02 03:04Z");

        await Eventually.TrueAsync(() => Announcement(incident).Text.Contains("Identified", StringComparison.Ordinal), "the announcement is edited", Cancel);
        await Eventually.TrueAsync(() => incident.Home.Pinned!.Text.Contains("<!date^1767323040", StringComparison.Ordinal), "the card says the start", Cancel);
        await Eventually.TrueAsync(() => Announcement(incident).Text.Contains("<!date^1767323040", StringComparison.Ordinal), "so does the announcement", Cancel);
        Assert.Contains($"<#{incident.Home.Id}>", Announcement(incident).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_the_card_anew_where_somebody_deleted_it()
    {
        var incident = await _world.StartIncidentAsync("P2 Tidied away");
        var card = incident.Home.Pinned!;
        await _world.Ada.DeletesAsync(new Said(incident.Home, card, Delivery.None));

        await incident.CommandsAsync("status identified a leak");

        await Eventually.TrueAsync(() => incident.Home.Pinned is { } anew && anew != card && anew.Text.Contains("Identified", StringComparison.Ordinal), "there is a card again", Cancel);
    }

    [Fact]
    public async Task Keeps_the_document_and_the_links_above_the_channel_and_leaves_those_of_people()
    {
        var incident = await _world.StartIncidentAsync("P2 Linked");
        await Eventually.TrueAsync(() => incident.Home.Bookmarks.Any(bookmark => bookmark.Title == "Postmortem"), "the document is linked", Cancel);
        _world.Grace.Bookmarks(incident.Home, "Team wiki", "https://wiki.example.com/");
        _world.Grace.Bookmarks(incident.Home, "My graph", "https://grafana.example.com/d/mine");

        await incident.CommandAllAsync("link https://grafana.example.com/d/api Dash", "link https://grafana.example.com/d/api API <dashboard>", "link https://grafana.example.com/d/mine Ours");

        await Eventually.TrueAsync(() => incident.Home.Bookmarks.Any(bookmark => bookmark.Title == "API <dashboard>"), "the link has its new label", Cancel);
        await _world.OutboxIsEmptyAsync();
        Assert.Equal(
            ["API <dashboard>", "My graph", "Postmortem", "Team wiki"],
            incident.Home.Bookmarks.Select(bookmark => bookmark.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Warns_the_declarer_alone_of_an_open_incident_that_looks_alike_also_where_the_bot_is_not()
    {
        var first = await _world.StartIncidentAsync("P2 Kraken upstream fails");

        var room = _world.NewRoom(withBot: true);
        await _world.Ada.JoinsAsync(room);
        var inside = await _world.StartHereAsync(room, "P2 Kraken upstream times out");
        var outside = await _world.StartIncidentAsync("P2 Kraken again");

        await Eventually.TrueAsync(() => inside.Room.EphemeralsOf(_world.Ada).Any(shown => shown.Text.Contains(first.Id, StringComparison.Ordinal)), "Ada is warned in the room", Cancel);
        await Eventually.TrueAsync(() => DirectTo(_world.Ada).Any(text => text.Contains(first.Id, StringComparison.Ordinal) && text.Contains("may be the same as " + outside.Id, StringComparison.Ordinal)), "Ada is warned alone", Cancel);
        Assert.Contains($"<#{first.Home.Id}>", Assert.Single(inside.Room.EphemeralsOf(_world.Ada)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(inside.Room.BotPosts, post => post.Text.Contains("may be the same", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hears_what_is_said_in_a_room_it_was_not_in_when_the_incident_stays_there()
    {
        var incident = await _world.StartHereAsync(_world.NewRoom(), "P3 Stays here");
        await Eventually.TrueAsync(() => incident.Room.Members.Contains(_world.Slack.Workspace.BotUser.Id), "the bot is in the room", Cancel);

        await _world.Grace.SaysAsync(incident.Room, "I see it too");

        Assert.Contains("I see it too", await incident.SaidAsync());
        Assert.Empty(incident.Room.Bookmarks);
        Assert.Equal("", incident.Room.Topic);
    }

    [Fact]
    public async Task Tells_the_declarer_alone_where_it_cannot_speak()
    {
        var room = _world.Slack.NewChannel("secret-room", isPrivate: true);
        var answer = await _world.Ada.CommandsAsync(room, "/incident", "start P3 Declared behind a door");
        var home = await _world.Slack.ChannelAsync(answer.Text.Split('*')[1].ToLowerInvariant(), Cancel);

        await Eventually.TrueAsync(() => DirectTo(_world.Ada).Any(text => text.Contains($"lives in <#{home.Id}>", StringComparison.Ordinal)), "Ada knows the channel", Cancel);
    }

    [Fact]
    public async Task Sends_each_update_to_the_channels_for_them_and_says_what_is_a_drill()
    {
        var real = await _world.StartIncidentAsync("P2 <!channel> *Real*");
        var drill = await _world.StartIncidentAsync("P2 Trained --drill");
        var hidden = await _world.StartIncidentAsync("P2 Hidden --private");

        await real.CommandsAsync("update <!here> we are on it @channel --next 30m");
        await drill.CommandsAsync("update we pretend to be on it");
        await hidden.CommandsAsync("update nobody else reads this");
        await real.CommandsAsync("update and done");

        await Eventually.TrueAsync(() => Updates(real).Count == 2, "both updates are out", Cancel);
        await Eventually.TrueAsync(() => Updates(drill).Count == 1, "so is the drill's", Cancel);
        await Eventually.TrueAsync(() => _world.Slack.FindChannel("customers")!.BotPosts.Any(post => post.Text.Contains("and done", StringComparison.Ordinal)), "customers read it too", Cancel);
        Assert.Contains("Next update by <!date^", Updates(real)[0], StringComparison.Ordinal);
        Assert.StartsWith("Drill: ", Assert.Single(Updates(drill)), StringComparison.Ordinal);
        Assert.Empty(Updates(hidden));
        Assert.Empty(_world.Slack.Broadcasts);
    }

    private FakeMessage Announcement(StartedIncident incident) =>
        Assert.Single(furnished.Announcements.BotPosts, post => post.Text.Contains(incident.Id, StringComparison.Ordinal));

    private List<string> Updates(StartedIncident incident) =>
        [.. furnished.Updates.BotPosts.Where(post => post.Text.Contains(incident.Id, StringComparison.Ordinal)).Select(post => post.Text)];

    private IEnumerable<string> DirectTo(FakePerson person) => _world.Slack.DirectTo(person);

    private static Task HasAsync(FakeChannel home, params FakePerson[] people) => Eventually.TrueAsync(
        () => people.All(person => home.Members.Contains(person.User.Id)), $"{string.Join(", ", people.Select(person => person.User.Name))} are in #{home.Name}", Cancel);
}
