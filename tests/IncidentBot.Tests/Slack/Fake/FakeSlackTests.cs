using System.Text.Json.Nodes;
using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>The fake is only worth something while it refuses what Slack refuses.</summary>
public sealed class FakeSlackTests : IAsyncLifetime
{
    private FakeSlack _slack = null!;
    private BareClient _api = null!;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _api = new BareClient(_slack);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Asks_for_the_token_in_its_header()
    {
        using var nobody = new BareClient(_slack, token: null);
        using var stranger = new BareClient(_slack, token: "xoxb-other");

        Assert.Equal("not_authed", await nobody.ErrorAsync("auth.test"));
        Assert.Equal("invalid_auth", await stranger.ErrorAsync("auth.test"));
        Assert.Null(await _api.ErrorAsync("auth.test"));
        Assert.DoesNotContain(_slack.Calls, call => call.Arguments.Values.Any(value => value.Contains("xoxb", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Names_the_scope_that_is_missing()
    {
        _slack.Scopes.Remove("channels:manage");

        var answer = await _api.FormAsync("conversations.create", ("name", "new"));

        Assert.Equal("missing_scope", answer["error"]!.GetValue<string>());
        Assert.Equal("channels:manage", answer["needed"]!.GetValue<string>());
        Assert.Contains("chat:write", answer["provided"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sees_no_arguments_where_a_reading_method_gets_json()
    {
        var channel = _slack.NewChannel("general", withBot: true);

        var json = await _api.JsonAsync("conversations.info", $$"""{"channel":"{{channel.Id}}"}""");
        var form = await _api.FormAsync("conversations.info", ("channel", channel.Id));

        Assert.Equal("invalid_arguments", json["error"]!.GetValue<string>());
        Assert.Equal("general", form["channel"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Warns_of_json_without_a_charset_and_refuses_what_is_no_json()
    {
        var bare = await _api.JsonAsync("conversations.create", """{"name":"one"}""", "application/json");
        var broken = await _api.JsonAsync("conversations.create", """{"name":""");
        var list = await _api.JsonAsync("conversations.create", "[]");
        var xml = await _api.JsonAsync("conversations.create", "<a/>", "text/xml");

        Assert.Equal("missing_charset", bare["warning"]!.GetValue<string>());
        Assert.Equal("invalid_json", broken["error"]!.GetValue<string>());
        Assert.Equal("json_not_object", list["error"]!.GetValue<string>());
        Assert.Equal("invalid_post_type", xml["error"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "invalid_name_required")]
    [InlineData("Upper", "invalid_name_specials")]
    [InlineData("with space", "invalid_name_specials")]
    [InlineData("--", "invalid_name_punctuation")]
    [InlineData("general", "name_taken")]
    [InlineData("archived", "name_taken")]
    public async Task Refuses_a_channel_name_it_would_have_to_mend(string name, string error)
    {
        _slack.NewChannel("general");
        var archived = _slack.NewChannel("archived", withBot: true);
        await _api.FormAsync("conversations.archive", ("channel", archived.Id));

        Assert.Equal(error, await _api.ErrorAsync("conversations.create", ("name", name)));
    }

    [Fact]
    public async Task Refuses_a_channel_name_of_more_than_eighty_characters()
    {
        Assert.Equal("invalid_name_maxlength", await _api.ErrorAsync("conversations.create", ("name", new string('a', 81))));
        Assert.Null(await _api.ErrorAsync("conversations.create", ("name", new string('a', 80))));
    }

    [Fact]
    public async Task Lets_in_all_guests_or_none()
    {
        var channel = _slack.NewChannel("war-room", withBot: true);
        var (ada, grace) = (_slack.Person("Ada").User, _slack.Person("Grace").User);

        var refused = await _api.ErrorAsync("conversations.invite", ("channel", channel.Id), ("users", $"{grace.Id},{ada.Id}"));
        var before = channel.Members;
        var forced = await _api.ErrorAsync("conversations.invite", ("channel", channel.Id), ("users", $"{grace.Id},{ada.Id}"), ("force", "true"));

        Assert.Equal("already_in_channel", refused);
        Assert.DoesNotContain(grace.Id, before);
        Assert.Null(forced);
        Assert.Contains(grace.Id, channel.Members);
        Assert.Equal("cant_invite_self", await _api.ErrorAsync("conversations.invite", ("channel", channel.Id), ("users", _slack.Workspace.BotUser.Id)));
        Assert.Equal("user_not_found", await _api.ErrorAsync("conversations.invite", ("channel", channel.Id), ("users", "U404")));
    }

    [Fact]
    public async Task Keeps_the_bot_out_of_where_it_is_not()
    {
        var elsewhere = _slack.NewChannel("elsewhere");
        var secret = _slack.NewChannel("secret", isPrivate: true);
        _slack.Scopes.Remove("chat:write.public");

        Assert.Equal("not_in_channel", await _api.ErrorAsync("chat.postMessage", ("channel", elsewhere.Id), ("text", "hello")));
        Assert.Equal("not_in_channel", await _api.ErrorAsync("conversations.history", ("channel", elsewhere.Id)));
        Assert.Equal("channel_not_found", await _api.ErrorAsync("chat.postMessage", ("channel", secret.Id), ("text", "hello")));
        Assert.Equal("channel_not_found", await _api.ErrorAsync("chat.postMessage", ("channel", "elsewhere"), ("text", "hello")));
        Assert.Null(await _api.ErrorAsync("conversations.join", ("channel", elsewhere.Id)));
        Assert.Null(await _api.ErrorAsync("chat.postMessage", ("channel", elsewhere.Id), ("text", "hello")));
    }

    [Fact]
    public async Task Refuses_posts_that_are_empty_too_long_or_in_an_archive()
    {
        var channel = _slack.NewChannel("general", withBot: true);

        Assert.Equal("no_text", await _api.ErrorAsync("chat.postMessage", ("channel", channel.Id), ("text", " ")));
        Assert.Equal("msg_too_long", await _api.ErrorAsync("chat.postMessage", ("channel", channel.Id), ("text", new string('a', 40_001))));
        Assert.Equal("too_long", await _api.ErrorAsync("conversations.setTopic", ("channel", channel.Id), ("topic", new string('a', 251))));
        Assert.Null(await _api.ErrorAsync("conversations.archive", ("channel", channel.Id)));
        Assert.Equal("is_archived", await _api.ErrorAsync("chat.postMessage", ("channel", channel.Id), ("text", "hello")));
    }

    [Theory]
    [InlineData("""[{"type":"section","text":{"type":"mrkdwn","text":""}}]""", "/blocks/0/text/text")]
    [InlineData("""[{"type":"header","text":{"type":"mrkdwn","text":"no plain text"}}]""", "/blocks/0/text")]
    [InlineData("""[{"type":"unheard-of"}]""", "/blocks/0/type")]
    [InlineData("""[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""", "/blocks/1/block_id")]
    public async Task Points_at_the_block_that_is_not_right(string blocks, string place)
    {
        var channel = _slack.NewChannel("general", withBot: true);

        var answer = await _api.FormAsync("chat.postMessage", ("channel", channel.Id), ("text", "hello"), ("blocks", blocks));

        Assert.Equal("invalid_blocks", answer["error"]!.GetValue<string>());
        Assert.Contains($"[json-pointer:{place}]", answer["response_metadata"]!["messages"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_the_blocks_and_the_characters_in_them()
    {
        var channel = _slack.NewChannel("general", withBot: true);
        var many = new JsonArray([.. Enumerable.Range(0, 51).Select(_ => new JsonObject { ["type"] = "divider" })]).ToJsonString();
        var wide = new JsonArray(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = new string('a', 3001) } }).ToJsonString();

        Assert.Equal("invalid_blocks", await _api.ErrorAsync("chat.postMessage", ("channel", channel.Id), ("blocks", many)));
        Assert.Equal("invalid_blocks", await _api.ErrorAsync("chat.postMessage", ("channel", channel.Id), ("blocks", wide)));
    }

    [Fact]
    public async Task Lets_the_bot_change_only_what_it_wrote()
    {
        var channel = _slack.NewChannel("general", withBot: true);
        var said = await _slack.Person("Ada").SaysAsync(channel, "mine");

        Assert.Equal("cant_update_message", await _api.ErrorAsync("chat.update", ("channel", channel.Id), ("ts", said.Message.Ts), ("text", "yours")));
        Assert.Equal("cant_delete_message", await _api.ErrorAsync("chat.delete", ("channel", channel.Id), ("ts", said.Message.Ts)));
        Assert.Equal("message_not_found", await _api.ErrorAsync("chat.update", ("channel", channel.Id), ("ts", "1.000000"), ("text", "nothing")));
    }

    [Fact]
    public async Task Takes_a_reaction_and_a_pin_once()
    {
        var channel = _slack.NewChannel("general", withBot: true);
        var said = await _slack.Person("Ada").SaysAsync(channel, "look");
        (string, string)[] message = [("channel", channel.Id), ("timestamp", said.Message.Ts)];

        Assert.Null(await _api.ErrorAsync("reactions.add", [.. message, ("name", "white_check_mark")]));
        Assert.Equal("already_reacted", await _api.ErrorAsync("reactions.add", [.. message, ("name", "white_check_mark")]));
        Assert.Equal("invalid_name", await _api.ErrorAsync("reactions.add", [.. message, ("name", ":tada:")]));
        Assert.Null(await _api.ErrorAsync("pins.add", message));
        Assert.Equal("already_pinned", await _api.ErrorAsync("pins.add", message));
    }

    [Fact]
    public async Task Slows_down_who_posts_too_fast()
    {
        _slack.Limits.IsStrict = true;
        var channel = _slack.NewChannel("general", withBot: true);
        (string, string)[] post = [("channel", channel.Id), ("text", "again")];
        for (var burst = 0; burst < 3; burst++)
            Assert.Null(await _api.ErrorAsync("chat.postMessage", post));

        using var answer = await _api.SendAsync("chat.postMessage", post);

        Assert.Equal(429, (int)answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Rings_whoever_stands_unescaped_in_a_post()
    {
        var channel = _slack.NewChannel("general", withBot: true);
        const string blocks = """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"broadcast","range":"here"}]}]}]""";

        await _api.FormAsync("chat.postMessage", ("channel", channel.Id), ("text", "<!channel> and <@U1|ada>, not &lt;!everyone&gt;"));
        await _api.FormAsync("chat.postMessage", ("channel", channel.Id), ("text", "see above"), ("blocks", blocks));

        Assert.Equal(["channel", "U1", "here"], _slack.Workspace.Pings.Select(ping => ping.Whom));
    }

    [Fact]
    public async Task Reads_history_from_the_newest_and_a_thread_from_its_beginning()
    {
        var channel = _slack.NewChannel("general", withBot: true);
        var ada = _slack.Person("Ada");
        var first = await ada.SaysAsync(channel, "first");
        await ada.RepliesAsync(first, "reply");
        await ada.SaysAsync(channel, "last");

        var history = await _api.FormAsync("conversations.history", ("channel", channel.Id), ("limit", "1"));
        var thread = await _api.FormAsync("conversations.replies", ("channel", channel.Id), ("ts", first.Message.Ts));

        Assert.Equal(["last"], Texts(history));
        Assert.NotEqual("", history["response_metadata"]!["next_cursor"]!.GetValue<string>());
        Assert.Equal(["first", "reply"], Texts(thread));
    }

    [Fact]
    public async Task Fails_when_a_test_says_so()
    {
        _slack.Faults.Next("auth.test", Fault.Error("account_inactive"), Fault.TooMany(7), Fault.Html500);

        var refused = await _api.ErrorAsync("auth.test");
        using var throttled = await _api.SendAsync("auth.test");
        using var broken = await _api.SendAsync("auth.test");

        Assert.Equal("account_inactive", refused);
        Assert.Equal(TimeSpan.FromSeconds(7), throttled.Headers.RetryAfter!.Delta);
        Assert.Equal((500, "text/html"), ((int)broken.StatusCode, broken.Content.Headers.ContentType!.MediaType));
        Assert.Null(await _api.ErrorAsync("auth.test"));
    }

    [Fact]
    public void Sends_what_people_type_as_the_client_does()
    {
        var general = _slack.NewChannel("general");
        var ada = _slack.Person("Ada Lovelace").User;
        var group = _slack.Workspace.Group("oncall", "On call");
        var typed = new TypedText(_slack.Workspace);

        var wire = typed.ToWire("a < b & @Ada Lovelace, @oncall in #general: https://example.com/?a=1&b=2 @nobody");

        Assert.Equal($"a &lt; b &amp; <@{ada.Id}>, <!subteam^{group.Id}> in <#{general.Id}|general>: <https://example.com/?a=1&amp;b=2> @nobody", wire);
    }

    private static IEnumerable<string> Texts(JsonObject answer) => answer["messages"]!.AsArray().Select(message => message!["text"]!.GetValue<string>());
}
