using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>What Slack forbids is left out and told to the operator, once; the incident goes on.</summary>
public sealed class OperatorNotesTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Leaves_out_what_no_scope_is_there_for_and_does_all_the_rest()
    {
        var clock = new ShiftedClock(Monday);
        await using var world = await CreateAsync(postgres, Furnish, clock);
        foreach (var scope in new[] { "bookmarks:write", "pins:write", "canvases:write", "im:write", "usergroups:read" })
            world.Slack.Scopes.Remove(scope);

        var first = await DeclareAsync(world, $"P1 Half of it is forbidden --commander @{world.Grace.User.Name}");
        var second = await DeclareAsync(world, "P1 Still forbidden");
        await world.OutboxIsEmptyAsync();

        Assert.Equal(
            ["bookmarks:write", "canvases:write", "im:write", "pins:write", "usergroups:read"],
            Notes(world).Select(note => note.Split('(', ')')[1]).Order(StringComparer.Ordinal));
        Assert.Equal(5, await Rows.CountAsync(world.Database, "select count(*) from operator_notes"));
        Assert.Equal(2, await Rows.CountAsync(world.Database, "select times::bigint from operator_notes where subject = 'missing_scope (pins:write)'"));
        Assert.Contains(world.Grace.User.Id, first.Members);
        Assert.Contains(first.EphemeralsOf(world.Grace), shown => shown.Text.Contains("You are *Incident Commander*", StringComparison.Ordinal));
        Assert.All([first, second], home => Assert.Single(home.BotPosts, post => post.Text.Contains("Status: *Investigating*", StringComparison.Ordinal)));
        Assert.All([first, second], home => Assert.StartsWith("P1 | Investigating | ", home.Topic, StringComparison.Ordinal));
        Assert.All([first, second], home => Assert.Contains(world.Ada.User.Id, home.Members));
        Assert.All([first, second], home => Assert.Contains(world.Slack.Person("Katherine Johnson").User.Id, home.Members));
    }

    [Fact]
    public async Task Says_it_again_a_day_later_and_not_before()
    {
        var clock = new ShiftedClock(Monday);
        await using var world = await CreateAsync(postgres, Furnish, clock);
        world.Slack.Scopes.Remove("pins:write");

        await DeclareAsync(world, "P2 On Monday");
        await world.OutboxIsEmptyAsync();
        clock.MoveTo(Monday.AddHours(23));
        await DeclareAsync(world, "P2 On Tuesday morning");
        await world.OutboxIsEmptyAsync();
        var untilThen = Notes(world).Count;
        clock.MoveTo(Monday.AddHours(25));
        await DeclareAsync(world, "P2 An hour later");
        await world.OutboxIsEmptyAsync();

        Assert.Equal((1, 2), (untilThen, Notes(world).Count));
    }

    [Fact]
    public async Task Holds_the_incident_where_it_was_declared_while_the_bot_may_make_no_channels()
    {
        await using var world = await CreateAsync(postgres, Furnish);
        world.Slack.Scopes.Remove("channels:manage");
        var room = world.NewRoom();

        var answer = await world.Ada.CommandsAsync(room, "/incident", "start P1 No channel for us");
        await world.OutboxIsEmptyAsync();
        await world.Grace.SaysAsync(room, "heard here");
        var note = await world.Ada.CommandsAsync(room, "/incident", "note it is the proxy");

        Assert.True(answer.IsForAll && note.IsForAll, $"{answer} {note}");
        Assert.Contains("missing_scope (channels:manage)", Assert.Single(Notes(world)), StringComparison.Ordinal);
        Assert.NotNull(room.Pinned);
        Assert.Single(room.BotPosts, post => post.Text.Contains("stays in this conversation", StringComparison.Ordinal));
        Assert.Equal(1, await Rows.CountAsync(world.Database, "select count(*) from timeline_events where kind = 'message' and detail ->> 'text' = 'heard here'"));
        Assert.Equal("", room.Topic);
        Assert.Empty(room.Bookmarks);
        Assert.Null(room.Canvas);
    }

    [Fact]
    public async Task Holds_a_private_incident_with_its_declarer_alone_while_the_bot_may_make_no_private_channels()
    {
        await using var world = await CreateAsync(postgres, Furnish);
        world.Slack.Scopes.Remove("groups:write");
        var room = world.NewRoom(withBot: true);
        await world.Ada.JoinsAsync(room);

        var answer = await world.Ada.CommandsAsync(room, "/incident", "start P1 A leak --private");
        await world.OutboxIsEmptyAsync();

        Assert.False(answer.IsForAll);
        Assert.Empty(room.BotPosts);
        Assert.Contains(world.Slack.DirectTo(world.Ada), text => text.Contains("stays between you and me", StringComparison.Ordinal));
        Assert.Contains(world.Slack.DirectTo(world.Ada), text => text.Contains("Status: *Investigating*", StringComparison.Ordinal));
        Assert.Contains("missing_scope (groups:write)", Assert.Single(Notes(world)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_declarer_how_to_go_on_with_a_private_incident_that_can_live_nowhere()
    {
        await using var world = await CreateAsync(postgres, Furnish);
        world.Slack.Scopes.Remove("groups:write");
        world.Slack.Scopes.Remove("im:write");
        var room = world.NewRoom(withBot: true);
        await world.Ada.JoinsAsync(room);

        var answer = await world.Ada.CommandsAsync(room, "/incident", "start P1 A leak --private");
        await world.OutboxIsEmptyAsync();
        var id = answer.Text.Split('*')[1];
        var shown = await world.Ada.CommandsAsync(room, "/incident", $"show {id}");

        Assert.Empty(room.BotPosts);
        Assert.Contains(room.EphemeralsOf(world.Ada), told => told.Text.Contains("has no conversation", StringComparison.Ordinal));
        Assert.Contains("A leak", shown.Text, StringComparison.Ordinal);
        Assert.False(shown.IsForAll);
        Assert.Contains(Notes(world), note => note.Contains("groups:write", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_the_note_for_doctor_and_the_log_where_no_channel_is_set()
    {
        await using var world = await CreateAsync(postgres);
        world.Slack.Scopes.Remove("pins:write");

        await DeclareAsync(world, "P2 Nobody is told");
        await world.OutboxIsEmptyAsync();

        Assert.Equal(1, await Rows.CountAsync(world.Database, "select count(*) from operator_notes where note like '%“pin” was left out%'"));
    }

    [Fact]
    public async Task Says_whom_the_settings_name_by_no_id()
    {
        await using var world = await CreateAsync(postgres, slack => [.. Furnish(slack), ("Invites:Rules:0:Who:2", "@ada")]);

        var home = await DeclareAsync(world, "P1 Somebody is missing");
        await world.OutboxIsEmptyAsync();

        Assert.Contains("user_not_found (@ada)", Assert.Single(Notes(world)), StringComparison.Ordinal);
        Assert.Contains(world.Slack.Person("Katherine Johnson").User.Id, home.Members);
    }

    [Fact]
    public async Task Does_not_start_with_a_severity_nobody_knows_and_names_the_setting()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => CreateAsync(postgres, settings: ("Invites:Rules:0:Severities:0", "P9")));

        Assert.Contains("Invites:Rules:0:Severities:0", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> Furnish(FakeSlack slack) =>
    [
        ("Operator:Channel", slack.NewChannel("operators").Id),
        ("Homes:ShowDocument", "true"),
        ("Invites:Rules:0:Severities:0", "P1"),
        ("Invites:Rules:0:Who:0", slack.Workspace.Group("on-call", "On call").Id),
        ("Invites:Rules:0:Who:1", slack.Person("Katherine Johnson").User.Id),
    ];

    private static List<string> Notes(SlackWorld world) => [.. world.Slack.FindChannel("operators")!.BotPosts.Select(post => post.Text)];

    private static async Task<FakeChannel> DeclareAsync(SlackWorld world, string what)
    {
        var answer = await world.Ada.CommandsAsync(world.NewRoom(), "/incident", "start " + what);
        return await world.Slack.ChannelAsync(answer.Text.Split('*')[1].ToLowerInvariant() + "-", Cancel);
    }
}
