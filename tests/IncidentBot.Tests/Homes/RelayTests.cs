using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Homes;

/// <summary>What people write in one channel of an incident is shown in its other ones.</summary>
public sealed class RelayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private SlackWorld _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await CreateAsync(postgres, slack => [("Operator:Channel", slack.NewChannel("operators").Id)]);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Shows_who_said_what_where_in_both_directions_and_records_it_once()
    {
        var (incident, second) = await InTwoAsync("P2 Said once");

        await _world.Ada.SaysAsync(incident.Home, "said in the first");
        await _world.Grace.SaysAsync(second, "said in the second");
        await _world.Slack.AppPostsAsync(incident.Home, "Deploys", "a program says this");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal($"*Ada Lovelace* · <#{incident.Home.Id}> (Slack)\nsaid in the first", Copy(second, "said in the first").Text);
        Assert.Equal($"*Grace Hopper* · <#{second.Id}> (Slack)\nsaid in the second", Copy(incident.Home, "said in the second").Text);
        Assert.DoesNotContain(second.BotPosts, post => post.Text.Contains("a program", StringComparison.Ordinal));
        Assert.Equal(["said in the first", "said in the second"], await incident.SaidAsync());
        Assert.DoesNotContain(await incident.LoggedAsync("message"), said => said["text"]!.GetValue<string>().Contains("Lovelace", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Follows_edits_and_deletions()
    {
        var (incident, second) = await InTwoAsync("P2 Changed one's mind");
        var edited = await _world.Ada.SaysAsync(incident.Home, "the pool is ful");
        var deleted = await _world.Ada.SaysAsync(incident.Home, "the password is secret");
        await _world.OutboxIsEmptyAsync();
        var (mended, gone) = (Copy(second, "is ful"), Copy(second, "password"));

        await _world.Ada.EditsAsync(edited, "the pool is full");
        await _world.Ada.DeletesAsync(deleted);
        await _world.OutboxIsEmptyAsync();

        Assert.Equal($"*Ada Lovelace* · <#{incident.Home.Id}> (Slack) · edited\nthe pool is full", mended.Text);
        Assert.Equal($"*Ada Lovelace* · <#{incident.Home.Id}> (Slack)\nThis message was deleted.", gone.Text);
        Assert.Equal(2, second.BotPosts.Count(post => post.Text.StartsWith("*Ada", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Keeps_replies_below_what_they_answer_wherever_that_was_written()
    {
        var (incident, second) = await InTwoAsync("P2 In threads");
        var question = await _world.Ada.SaysAsync(incident.Home, "who is on call?");
        await _world.OutboxIsEmptyAsync();
        var shown = Copy(second, "who is on call?");

        await _world.Ada.RepliesAsync(question, "anybody?");
        await _world.Grace.RepliesAsync(new Said(second, shown, question.Delivery), "me");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal(shown.Ts, Copy(second, "anybody?").ThreadTs);
        Assert.Equal(question.Message.Ts, Copy(incident.Home, "\nme").ThreadTs);
        Assert.Equal(["who is on call?", "anybody?", "me"], await incident.SaidAsync());
    }

    [Fact]
    public async Task A_mark_on_what_is_shown_is_a_mark_on_the_message_itself()
    {
        var (incident, second) = await InTwoAsync("P2 Kept from afar");
        await incident.CommandsAsync("note without which all that was said stands in the timeline");
        var said = await _world.Ada.SaysAsync(incident.Home, "the pool is exhausted");
        await _world.OutboxIsEmptyAsync();
        var shown = new Said(second, Copy(second, "exhausted"), said.Delivery);

        await _world.Grace.ReactsAsync(shown, "pushpin");
        var row = await incident.RowAsync("exhausted");
        await _world.OutboxIsEmptyAsync();
        var confirmed = (said.Message.Reactions.Count(IsConfirmed), shown.Message.Reactions.Count(IsConfirmed));
        await _world.Grace.UnreactsAsync(shown, "pushpin");
        await _world.OutboxIsEmptyAsync();

        Assert.Contains("exhausted", row, StringComparison.Ordinal);
        Assert.Equal((1, 1), confirmed);
        Assert.Equal((0, 0), (said.Message.Reactions.Count(IsConfirmed), shown.Message.Reactions.Count(IsConfirmed)));
        Assert.DoesNotContain(await incident.TimelineAsync(), entry => entry.Contains("exhausted", StringComparison.Ordinal));
        Assert.Equal(["the pool is exhausted"], await incident.SaidAsync());
    }

    [Fact]
    public async Task The_menu_of_what_is_shown_adds_the_message_itself()
    {
        var (incident, second) = await InTwoAsync("P2 Added from afar");
        var said = await _world.Ada.SaysAsync(incident.Home, "queries were killed");
        await _world.OutboxIsEmptyAsync();

        await _world.Grace.UsesMessageShortcutAsync(SlackShortcuts.AddToTimeline, Copy(second, "queries were killed"));
        var view = await _world.Grace.SeesViewAsync("queries were killed");
        await _world.Grace.SubmitsAsync(view);

        Assert.Contains("queries were killed", await incident.RowAsync("queries were killed"), StringComparison.Ordinal);
        Assert.Equal(["queries were killed"], await incident.SaidAsync());
    }

    [Fact]
    public async Task Calls_nobody_a_second_time_and_shows_files_by_link()
    {
        var (incident, second) = await InTwoAsync("P2 Hostile words");

        await _world.Ada.SaysAsync(incident.Home, "@channel @Grace Hopper see [the graph](https://example.com/a) *now* @here <!everyone>");
        await _world.Ada.SharesFileAsync(incident.Home, "pool.png", "the graph of it");
        await _world.OutboxIsEmptyAsync();

        var shown = Copy(second, "see").Text;
        Assert.DoesNotContain("<!", shown, StringComparison.Ordinal);
        Assert.DoesNotContain($"<@{_world.Grace.User.Id}>", shown, StringComparison.Ordinal);
        Assert.Contains("@Grace Hopper see <https://example.com/a|the graph> ", shown, StringComparison.Ordinal);
        Assert.Contains("@channel", shown, StringComparison.Ordinal);
        Assert.Contains("|pool.png>", Copy(second, "the graph of it").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_alone_what_was_said_before_a_home_joined_and_after_it_left()
    {
        var incident = await _world.StartIncidentAsync("P2 Before and after");
        await _world.Ada.SaysAsync(incident.Home, "before");
        var second = await JoinAsync(incident);

        await _world.Ada.SaysAsync(incident.Home, "between");
        await _world.OutboxIsEmptyAsync();
        await (incident with { Home = second }).CommandsAsync("leave");
        await _world.Ada.SaysAsync(incident.Home, "after");
        await _world.Grace.SaysAsync(second, "of other things");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal(["between"], Copies(second).Select(Words));
        Assert.Empty(Copies(incident.Home));
    }

    [Fact]
    public async Task A_quiet_home_neither_shows_nor_is_shown_until_it_joins_aloud()
    {
        var incident = await _world.StartIncidentAsync("P2 Managers watch");
        var second = await JoinAsync(incident, " --quiet");

        await _world.Ada.SaysAsync(incident.Home, "work");
        await _world.Grace.SaysAsync(second, "is it done yet?");
        await incident.CommandsAsync("severity P0");
        await _world.OutboxIsEmptyAsync();
        var quiet = (Copies(incident.Home).Count, Copies(second).Count);
        var card = second.VisibleText(second.Pinned!);
        await (incident with { Home = second }).CommandsAsync($"join {incident.Id}");
        await _world.Grace.SaysAsync(second, "aloud");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal((0, 0), quiet);
        Assert.Contains("(Slack, quiet)", card, StringComparison.Ordinal);
        Assert.Contains("*P0*", card, StringComparison.Ordinal);
        Assert.Equal(["aloud"], Copies(incident.Home).Select(Words));
        Assert.Equal(["work", "is it done yet?", "aloud"], await incident.SaidAsync());
    }

    [Fact]
    public async Task Goes_on_after_a_restart_and_shows_a_message_that_is_delivered_three_times_once()
    {
        var (incident, second) = await InTwoAsync("P2 Again and again");
        _world.Slack.Inbox.Copies = 3;
        var said = await _world.Ada.SaysAsync(incident.Home, "once is enough");
        await _world.OutboxIsEmptyAsync();

        await _world.RestartBotAsync();
        await _world.Ada.EditsAsync(said, "once is enough, really");
        await _world.OutboxIsEmptyAsync();

        Assert.Equal("once is enough, really", Assert.Single(Copies(second).Select(Words)));
    }

    [Fact]
    public async Task Nothing_is_relayed_where_the_operator_does_not_want_it()
    {
        await using var world = await CreateAsync(postgres, null, ("Homes:Relay", "false"));
        var incident = await world.StartIncidentAsync("P2 Not relayed");
        var second = world.NewRoom();
        await (incident with { Home = second }).CommandsAsync($"join {incident.Id}");

        await world.Ada.SaysAsync(incident.Home, "for this room");
        await world.OutboxIsEmptyAsync();

        Assert.Empty(Copies(second));
        Assert.Equal(0, await Rows.CountAsync(world.Database, "select count(*) from outbox where kind = 'RelayErrand'"));
    }

    private async Task<(StartedIncident Incident, FakeChannel Second)> InTwoAsync(string title)
    {
        var incident = await _world.StartIncidentAsync(title);
        return (incident, await JoinAsync(incident));
    }

    private async Task<FakeChannel> JoinAsync(StartedIncident incident, string options = "")
    {
        var second = _world.NewRoom();
        await (incident with { Home = second }).CommandsAsync($"join {incident.Id}{options}");
        await _world.OutboxIsEmptyAsync();
        return second;
    }

    private static bool IsConfirmed((string Emoji, string UserId) reaction) => reaction.Emoji == "white_check_mark";

    private static FakeMessage Copy(FakeChannel home, string words) => Assert.Single(Copies(home), post => post.Text.Contains(words, StringComparison.Ordinal));

    /// <summary>Posts that show what somebody wrote elsewhere.</summary>
    private static IReadOnlyList<FakeMessage> Copies(FakeChannel home) => [.. home.BotPosts.Where(post => post.Text.Contains("(Slack)", StringComparison.Ordinal) && post.Text.Contains("* · <#", StringComparison.Ordinal))];

    private static string Words(FakeMessage copy) => copy.Text[(copy.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
}
