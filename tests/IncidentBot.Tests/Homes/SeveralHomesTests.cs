using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Homes;

/// <summary>One incident in several channels of Slack: the first one is the bot's own, the others joined.</summary>
public sealed class SeveralHomesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private SlackWorld _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await CreateAsync(postgres, slack => [("Operator:Channel", slack.NewChannel("operators").Id)]);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Shows_one_card_in_each_and_keeps_them_in_step_also_after_a_restart()
    {
        var (incident, second) = await InTwoAsync("P2 Two rooms");
        var cards = (First: incident.Home.Pinned!, Second: second.Pinned!);
        await _world.RestartBotAsync();

        await incident.CommandsAsync("severity P0");
        await _world.OutboxIsEmptyAsync();
        var afterFirst = (incident.Home.VisibleText(cards.First), second.VisibleText(cards.Second));
        await (incident with { Home = second }).CommandsAsync("claim commander");
        await _world.OutboxIsEmptyAsync();

        Assert.Contains("Severity: *P0*", afterFirst.Item1, StringComparison.Ordinal);
        Assert.Contains("Severity: *P0*", afterFirst.Item2, StringComparison.Ordinal);
        Assert.All([incident.Home.VisibleText(incident.Home.Pinned!), second.VisibleText(second.Pinned!)], card =>
            Assert.Contains("Commander: @Ada", card, StringComparison.Ordinal));
        Assert.Equal((cards.First.Ts, cards.Second.Ts), (incident.Home.Pinned!.Ts, second.Pinned!.Ts));
        Assert.Contains($"Lives in #{incident.Home.Name} (Slack), #{second.Name} (Slack)", second.VisibleText(second.Pinned!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_every_home_what_it_says_for_all_and_nowhere_twice()
    {
        var (incident, second) = await InTwoAsync("P2 Said to all");

        await incident.CommandsAsync("note the first saw it");
        await (incident with { Home = second }).CommandsAsync("note the second saw it", _world.Grace);
        await (incident with { Home = second }).CommandsAsync("resolve it is gone");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal((1, 1), (Saying(incident.Home, "the first saw it"), Saying(second, "the first saw it")));
        Assert.Equal((1, 1), (Saying(incident.Home, "the second saw it"), Saying(second, "the second saw it")));
        Assert.Single(incident.Home.BotPosts, post => post.Text.Contains("the second saw it", StringComparison.Ordinal) && post.Text.Contains("Grace Hopper", StringComparison.Ordinal));
        Assert.Equal((1, 1), (Saying(incident.Home, "Postmortem draft"), Saying(second, "Postmortem draft")));
        Assert.Equal("", second.Topic);
        Assert.Empty(second.Bookmarks);
    }

    [Fact]
    public async Task Records_what_is_said_edited_kept_and_deleted_in_a_further_home_as_in_the_first()
    {
        var (incident, second) = await InTwoAsync("P2 Heard in both");

        await _world.Ada.SaysAsync(incident.Home, "said in the first");
        var kept = await _world.Grace.SaysAsync(second, "kept in the second");
        await _world.Ada.ReactsAsync(kept, "pushpin");
        await _world.Grace.EditsAsync(kept, "kept and mended in the second");
        var gone = await _world.Grace.SaysAsync(second, "a slip of the tongue");
        await _world.Grace.DeletesAsync(gone);

        Assert.Contains("mended", await incident.RowAsync("kept and mended in the second"), StringComparison.Ordinal);
        Assert.Equal(["said in the first", "kept in the second", null], await incident.SaidAsync());
        await Eventually.TrueAsync(() => kept.Message.Reactions.Any(reaction => reaction.Emoji == "white_check_mark"), "the kept message is confirmed where it stands", Cancel);
    }

    [Fact]
    public async Task Refuses_to_join_twice_an_unknown_one_and_the_home_of_another()
    {
        var (incident, second) = await InTwoAsync("P2 Joined once");
        var other = await _world.StartIncidentAsync("P2 Another one");

        var twice = await _world.Ada.CommandsAsync(second, "/incident", $"join {incident.Id}");
        var unknown = await _world.Ada.CommandsAsync(_world.NewRoom(), "/incident", "join INC-2001-0101-0101");
        var taken = await _world.Ada.CommandsAsync(other.Home, "/incident", $"join {incident.Id}");

        Assert.Contains("lives in this conversation already", twice.Text, StringComparison.Ordinal);
        Assert.Contains("no incident INC-2001-0101-0101 that you can see", unknown.Text, StringComparison.Ordinal);
        Assert.Contains($"is the home of {other.Id}", taken.Text, StringComparison.Ordinal);
        Assert.Single(await incident.LoggedAsync("home-joined"));
    }

    [Fact]
    public async Task A_private_incident_is_unknown_to_outsiders_and_joined_by_its_commander()
    {
        var incident = await _world.StartIncidentAsync("P1 Payroll leaked --private");
        var (room, shared) = (_world.NewRoom(), _world.Slack.NewChannel("with-a-partner", withBot: true, isShared: true));

        var outsider = await _world.Grace.CommandsAsync(room, "/incident", $"join {incident.Id}");
        var unknown = await _world.Grace.CommandsAsync(room, "/incident", "join INC-2001-0101-0101");
        var partner = await _world.Ada.CommandsAsync(shared, "/incident", $"join {incident.Id}");
        await incident.CommandsAsync($"invite @{_world.Grace.User.Name}");
        var guest = await _world.Grace.CommandsAsync(room, "/incident", $"join {incident.Id}");
        var commander = await _world.Ada.CommandsAsync(room, "/incident", $"join {incident.Id}");
        await Eventually.TrueAsync(() => room.Pinned is not null, "the card is in the room", Cancel);

        Assert.Equal(unknown.Text.Replace("INC-2001-0101-0101", incident.Id, StringComparison.Ordinal), outsider.Text);
        Assert.Contains("another organisation", partner.Text, StringComparison.Ordinal);
        Assert.Contains("only whoever commands it", guest.Text, StringComparison.Ordinal);
        Assert.Contains("lives in", commander.Text, StringComparison.Ordinal);
        Assert.Single(await incident.LoggedAsync("home-joined"));
    }

    [Fact]
    public async Task Leaves_a_home_which_then_belongs_to_no_incident()
    {
        var (incident, second) = await InTwoAsync("P2 Left again");
        var card = second.Pinned!;

        await (incident with { Home = second }).CommandsAsync("leave");
        await _world.OutboxIsEmptyAsync();
        await _world.Grace.SaysAsync(second, "of other things");
        await _world.Grace.SaysAsync(incident.Home, "still here");
        await incident.CommandsAsync("severity P0");
        await _world.OutboxIsEmptyAsync();
        var free = await _world.DeclareAsync(second, "start P3 Something else --here");

        Assert.Equal(["still here"], await incident.SaidAsync());
        Assert.Contains("no longer lives in this conversation", second.VisibleText(card), StringComparison.Ordinal);
        Assert.DoesNotContain("Lives in", incident.Home.VisibleText(incident.Home.Pinned!), StringComparison.Ordinal);
        Assert.Equal(1, Saying(incident.Home, "has left"));
        Assert.NotEqual(incident.Id, free.Id);
    }

    [Fact]
    public async Task An_archived_further_home_is_none_any_longer_and_holds_up_nobody()
    {
        var (incident, second) = await InTwoAsync("P2 One goes quiet");

        await _world.Ada.ArchivesAsync(second);
        await incident.CommandsAsync("severity P0");
        await _world.OutboxIsEmptyAsync();

        Assert.Contains("Severity: *P0*", incident.Home.VisibleText(incident.Home.Pinned!), StringComparison.Ordinal);
        Assert.Single(await incident.LoggedAsync("home-left"));
        Assert.Empty(_world.Slack.FindChannel("operators")!.BotPosts);
    }

    [Fact]
    public async Task A_further_home_under_a_new_id_is_still_one()
    {
        var (incident, second) = await InTwoAsync("P2 Moved");
        var moved = _world.NewRoom(withBot: true);

        await _world.Slack.Inbox.DeliverAsync(new JsonObject { ["type"] = "channel_id_changed", ["old_channel_id"] = second.Id, ["new_channel_id"] = moved.Id, ["event_ts"] = "1.000100" });
        await _world.Grace.SaysAsync(moved, "after the move");
        await (incident with { Home = moved }).CommandsAsync("leave");

        Assert.Equal(["after the move"], await incident.SaidAsync());
        Assert.Equal(0, await Rows.CountAsync(_world.Database, "select count(*) from incidents where id = $1 and record #> '{incident,furtherHomes}' <> '[]'", incident.Id));
    }

    private async Task<(StartedIncident Incident, FakeChannel Second)> InTwoAsync(string title)
    {
        var incident = await _world.StartIncidentAsync(title);
        var second = _world.NewRoom();
        await (incident with { Home = second }).CommandsAsync($"join {incident.Id}");
        await _world.OutboxIsEmptyAsync();
        Assert.NotNull(second.Pinned);
        return (incident, second);
    }

    /// <summary>How often the bot says something there, its card left out.</summary>
    private static int Saying(FakeChannel channel, string words) =>
        channel.BotPosts.Count(post => !post.IsPinned && post.Text.Contains(words, StringComparison.Ordinal));
}
