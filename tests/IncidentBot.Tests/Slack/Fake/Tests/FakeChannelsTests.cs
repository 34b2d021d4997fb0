using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>People in channels, and what stands at a channel's top.</summary>
public sealed class FakeChannelsTests : FakeWorld
{
    [Fact]
    public async Task Tells_who_comes_and_who_goes()
    {
        var room = Slack.NewChannel("room", withBot: true);
        var grace = Slack.Person("Grace");

        await grace.JoinsAsync(room);
        await grace.LeavesAsync(room);
        await Ada.RemovesBotAsync(room);

        Assert.Equal(grace.User.Id, Assert.Single(Told("member_joined_channel"))["user"]!.GetValue<string>());
        Assert.Equal(grace.User.Id, Assert.Single(Told("member_left_channel"))["user"]!.GetValue<string>());
        Assert.Equal(["channel_join", "channel_leave"], Told("message").Select(message => message["subtype"]!.GetValue<string>()));
        Assert.Equal(room.Id, Assert.Single(Told("channel_left"))["channel"]!.GetValue<string>());
        Assert.False((await Ada.SaysAsync(room, "the bot is gone")).Delivery.IsAcknowledged);
    }

    [Fact]
    public async Task Tells_of_a_new_name_and_of_the_end_of_a_channel()
    {
        var room = Slack.NewChannel("room", withBot: true);

        await Ada.RenamesAsync(room, "hall");
        await Ada.ArchivesAsync(room);

        var renamed = Assert.Single(Told("channel_rename"))["channel"]!;
        Assert.Equal((room.Id, "hall"), (renamed["id"]!.GetValue<string>(), renamed["name"]!.GetValue<string>()));
        Assert.Single(Told("channel_archive"));
        Assert.Equal(["channel_name", "channel_archive"], Told("message").Select(message => message["subtype"]!.GetValue<string>()));
        Assert.Equal("not_allowed", await Api.ErrorAsync("conversations.unarchive", ("channel", room.Id)));
        Assert.Equal("is_archived", await Api.ErrorAsync("bookmarks.add", ("channel_id", room.Id), ("type", "link"), ("title", "t"), ("link", "https://example.com")));
    }

    [Fact]
    public async Task Lets_the_bot_rename_only_what_it_made()
    {
        var room = Slack.NewChannel("room", withBot: true);
        var made = (await Api.FormAsync("conversations.create", ("name", "made")))["channel"]!["id"]!.GetValue<string>();

        Assert.Equal("not_authorized", await Api.ErrorAsync("conversations.rename", ("channel", room.Id), ("name", "mine")));
        Assert.Equal("name_taken", await Api.ErrorAsync("conversations.rename", ("channel", made), ("name", "room")));
        Assert.Null(await Api.ErrorAsync("conversations.rename", ("channel", made), ("name", "made-well")));
    }

    [Fact]
    public async Task Says_of_each_guest_why_they_cannot_come()
    {
        var room = Slack.NewChannel("room", withBot: true);
        var elsewhere = Slack.NewChannel("elsewhere");
        var guest = Slack.Guest("Guest", only: elsewhere);
        var stranger = Slack.PersonOfAnotherWorkspace("Stranger");
        var gone = Slack.Person("Gone");
        await Slack.DeactivatesAsync(gone);

        var answer = await Api.FormAsync("conversations.invite", ("channel", room.Id), ("users", $"{guest.User.Id},{stranger.User.Id},{gone.User.Id},{Slack.Person("Grace").User.Id}"), ("force", "true"));

        Assert.Equal(["ura_max_channels", "cant_invite", "cant_invite"], answer["errors"]!.AsArray().Select(error => error!["error"]!.GetValue<string>()));
        Assert.Contains(Slack.Person("Grace").User.Id, room.Members);
        Assert.Equal("already_in_channel", (await Api.FormAsync("conversations.invite", ("channel", room.Id), ("users", Ada.User.Id)))["errors"]![0]!["error"]!.GetValue<string>());
        Assert.Null(await Api.ErrorAsync("conversations.kick", ("channel", room.Id), ("user", Slack.Person("Grace").User.Id)));
        Assert.Equal("not_in_channel", await Api.ErrorAsync("conversations.kick", ("channel", room.Id), ("user", Slack.Person("Grace").User.Id)));
    }

    [Fact]
    public async Task Knows_strangers_guests_and_the_deactivated_by_their_marks()
    {
        var shared = Slack.NewChannel("shared", withBot: true, isShared: true);
        var stranger = Slack.PersonOfAnotherWorkspace("Stranger");
        await stranger.JoinsAsync(shared);
        var said = await stranger.SaysAsync(shared, "hello from next door");
        var gone = Slack.Person("Gone");
        await Slack.DeactivatesAsync(gone);

        var shown = (await Api.FormAsync("users.info", ("user", stranger.User.Id)))["user"]!;
        var listed = (await Api.FormAsync("users.list", ("limit", "200")))["members"]!.AsArray();

        Assert.Equal(("T0PARTNER", true), (shown["team_id"]!.GetValue<string>(), shown["is_stranger"]!.GetValue<bool>()));
        Assert.Null(shown["profile"]!["email"]);
        Assert.DoesNotContain(listed, user => user!["id"]!.GetValue<string>() == stranger.User.Id);
        Assert.True(listed.Single(user => user!["id"]!.GetValue<string>() == gone.User.Id)!["deleted"]!.GetValue<bool>());
        Assert.Equal("users_not_found", await Api.ErrorAsync("users.lookupByEmail", ("email", gone.User.Email)));
        Assert.True(Bot.Got.Last(got => got["event"]?["text"]?.GetValue<string>() == said.Message.Text)["is_ext_shared_channel"]!.GetValue<bool>());
        Assert.Equal("T0PARTNER", Told("message").Last(message => message["text"]!.GetValue<string>() == said.Message.Text)["user_team"]!.GetValue<string>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => gone.CommandsAsync(shared, "/incident", "help"));
    }

    [Fact]
    public async Task Lists_groups_with_the_people_in_them()
    {
        var group = Slack.Workspace.Group("oncall", "On call", Ada, Slack.Person("Grace"));

        var answer = await Api.FormAsync("usergroups.users.list", ("usergroup", group.Id));

        Assert.Equal([Ada.User.Id, Slack.Person("Grace").User.Id], answer["users"]!.AsArray().Select(user => user!.GetValue<string>()));
        Assert.Equal("no_such_subteam", await Api.ErrorAsync("usergroups.users.list", ("usergroup", "S404")));
    }

    [Fact]
    public async Task Keeps_bookmarks_that_can_be_changed_and_taken_away()
    {
        var room = Slack.NewChannel("room", withBot: true);
        (string, string) channel = ("channel_id", room.Id);

        var added = await Api.FormAsync("bookmarks.add", channel, ("type", "link"), ("title", "Document"), ("link", "https://example.com/1"));
        (string, string) bookmark = ("bookmark_id", added["bookmark"]!["id"]!.GetValue<string>());
        await Api.FormAsync("bookmarks.edit", channel, bookmark, ("title", "The document"));

        Assert.Equal(("The document", "https://example.com/1"), (room.Bookmarks.Single().Title, room.Bookmarks.Single().Link));
        Assert.Equal("invalid_link", await Api.ErrorAsync("bookmarks.add", channel, ("type", "link"), ("title", "t"), ("link", "ftp://example.com")));
        Assert.Null(await Api.ErrorAsync("bookmarks.remove", channel, bookmark));
        Assert.Equal("not_found", await Api.ErrorAsync("bookmarks.edit", channel, bookmark));
        Assert.Empty((await Api.FormAsync("bookmarks.list", channel))["bookmarks"]!.AsArray());
    }

    [Fact]
    public async Task Gives_a_channel_one_canvas_and_changes_it_section_by_section()
    {
        var room = Slack.NewChannel("room", withBot: true);
        const string content = """{"type":"markdown","markdown":"# Incident\n\nIt burns.\n\n# Timeline\n\nnothing"}""";
        var made = await Api.FormAsync("conversations.canvases.create", ("channel_id", room.Id), ("document_content", content));
        (string, string) canvas = ("canvas_id", made["canvas_id"]!.GetValue<string>());

        var found = await Api.FormAsync("canvases.sections.lookup", canvas, ("criteria", """{"contains_text":"burns"}"""));
        var section = found["sections"]![0]!["id"]!.GetValue<string>();
        await Api.FormAsync("canvases.edit", canvas, ("changes", $$$"""[{"operation":"replace","section_id":"{{{section}}}","document_content":{"type":"markdown","markdown":"It is out."}}]"""));

        Assert.Equal("# Incident\n\nIt is out.\n\n# Timeline\n\nnothing", room.Canvas!.Markdown);
        Assert.Equal("channel_canvas_already_exists", await Api.ErrorAsync("conversations.canvases.create", ("channel_id", room.Id)));
        Assert.Equal("canvas_editing_failed", await Api.ErrorAsync("canvases.edit", canvas, ("changes", """[{"operation":"delete","section_id":"gone"}]""")));
        Assert.Equal("invalid_arguments", await Api.ErrorAsync("canvases.edit", canvas, ("changes", "[]")));
        Assert.Equal(canvas.Item2, (await Api.FormAsync("conversations.info", ("channel", room.Id)))["channel"]!["properties"]!["canvas"]!["file_id"]!.GetValue<string>());
        Slack.Workspace.ForbidsCanvases = true;
        Assert.Equal("canvas_disabled_user_team", await Api.ErrorAsync("canvases.edit", canvas, ("changes", "[]")));
    }

    [Fact]
    public async Task Keeps_the_place_of_a_deleted_message_that_has_replies()
    {
        var room = Slack.NewChannel("room", withBot: true);
        var parent = await Ada.SaysAsync(room, "first");
        await Ada.RepliesAsync(parent, "reply");
        var alone = await Ada.SaysAsync(room, "alone");

        await Ada.DeletesAsync(parent);
        await Ada.DeletesAsync(alone);

        var history = (await Api.FormAsync("conversations.history", ("channel", room.Id)))["messages"]!.AsArray();
        var thread = (await Api.FormAsync("conversations.replies", ("channel", room.Id), ("ts", parent.Message.Ts)))["messages"]!.AsArray();
        Assert.Equal(["tombstone"], history.Select(message => message!["subtype"]!.GetValue<string>()));
        Assert.Equal(2, thread.Count);
        Assert.Contains(Told("message"), message => message["message"]?["subtype"]?.GetValue<string>() == "tombstone");
        Assert.Contains(Told("message"), message => message["subtype"]?.GetValue<string>() == "message_deleted");
    }

    [Fact]
    public async Task Gives_a_distributed_app_fifteen_messages_a_minute()
    {
        Slack.Limits.IsDistributed = true;
        var room = Slack.NewChannel("room", withBot: true);
        for (var number = 0; number < 20; number++)
            await Ada.SaysAsync(room, "again");

        var first = await Api.FormAsync("conversations.history", ("channel", room.Id), ("limit", "200"));
        using var second = await Api.SendAsync("conversations.history", ("channel", room.Id));

        Assert.Equal(15, first["messages"]!.AsArray().Count);
        Assert.Equal(429, (int)second.StatusCode);
        Assert.Equal(60, second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, tolerance: 2);
    }
}
