using System.Net;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackPlatformTests
{
    private static readonly Once First = new("outbox-1", null);

    private const string Ok = """{"ok":true,"ts":"1705329000.000100"}""";
    private static readonly Conversation Room = new("slack", "T01", "C01");
    private static readonly HomeRequest Request = new(Room, new IncidentId("INC-2024-0115-1430"), "db-down", IsPrivate: false);

    private readonly StubbedWebApi _slack = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Posts_a_complete_text_without_unfurling_anything()
    {
        _slack.Answer("chat.postMessage", Ok);

        var ts = await _slack.Platform().PostAsync(Room, "1705320000.000100", BotText.Say($"{"a < b"}"), First, Cancel);

        var form = Assert.Single(_slack.FormsOf("chat.postMessage"));
        Assert.Equal("1705329000.000100", ts);
        Assert.Contains("channel=C01&text=a+%26lt%3B+b&thread_ts=1705320000.000100&unfurl_links=false&unfurl_media=false", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joins_a_channel_that_it_is_not_in_and_posts_once_more()
    {
        _slack.Answer("chat.postMessage", """{"ok":false,"error":"not_in_channel"}""").Answer("chat.postMessage", Ok).Answer("conversations.join", """{"ok":true}""");

        await _slack.Platform().PostAsync(Room, null, BotText.Say($"x"), First, Cancel);

        Assert.Equal(["chat.postMessage", "conversations.join", "chat.postMessage"], _slack.Asked.Select(call => call.Method));
    }

    [Theory]
    [InlineData("channel_not_found", null)]
    [InlineData("is_archived", null)]
    [InlineData("invalid_auth", 300)]
    public async Task Says_whether_a_refusal_is_for_good(string code, int? secondsToWait)
    {
        _slack.Answer("chat.postMessage", $$"""{"ok":false,"error":"{{code}}"}""");

        var refused = await Assert.ThrowsAsync<DeliveryException>(() => _slack.Platform().PostAsync(Room, null, BotText.Say($"x"), First, Cancel));

        Assert.Equal(code, refused.Code);
        Assert.Equal(secondsToWait, (int?)refused.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Waits_as_long_as_slack_asks_and_does_not_ask_meanwhile()
    {
        _slack.Answer("chat.update", "", HttpStatusCode.TooManyRequests);
        _slack.RetryAfter = TimeSpan.FromSeconds(30);
        var platform = _slack.Platform();

        var first = await Assert.ThrowsAsync<DeliveryException>(() => platform.UpdateAsync(Room, "1.000100", BotText.Say($"x"), Cancel));
        _slack.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await Assert.ThrowsAsync<DeliveryException>(() => platform.UpdateAsync(Room, "1.000100", BotText.Say($"x"), Cancel));

        Assert.Equal(TimeSpan.FromSeconds(30), first.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(20), second.RetryAfter);
        Assert.Single(_slack.FormsOf("chat.update"));
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"fatal_error"}""", HttpStatusCode.OK)]
    [InlineData("<html>Server Error</html>", HttpStatusCode.InternalServerError)]
    [InlineData("<html>Sign in</html>", HttpStatusCode.OK)]
    public async Task Looks_before_it_posts_again_what_may_have_been_posted(string fault, HttpStatusCode status)
    {
        _slack.Answer("chat.postMessage", fault, status);
        var platform = _slack.Platform();
        await Assert.ThrowsAsync<HttpRequestException>(() => platform.PostAsync(Room, null, BotText.Say($"x"), First, Cancel));
        var mark = Uri.UnescapeDataString(Assert.Single(_slack.FormsOf("chat.postMessage")).Split("metadata=")[1]);
        _slack.Answer("conversations.history", $$"""{"ok":true,"messages":[{"ts":"1705329001.000100","metadata":{{mark}}}]}""");

        var ts = await platform.PostAsync(Room, null, BotText.Say($"x"), First with { TriedSince = _slack.Clock.GetUtcNow() }, Cancel);

        Assert.Equal("1705329001.000100", ts);
        Assert.Single(_slack.FormsOf("chat.postMessage"));
    }

    [Theory]
    [InlineData("already_pinned")]
    [InlineData("already_reacted")]
    public async Task Is_content_where_it_was_done_before(string code)
    {
        _slack.Answer("pins.add", $$"""{"ok":false,"error":"{{code}}"}""").Answer("reactions.add", $$"""{"ok":false,"error":"{{code}}"}""");
        var platform = _slack.Platform();

        await (code == "already_pinned" ? platform.PinAsync(Room, "1.000100", Cancel) : platform.ConfirmAsync(Room, "1.000100", Cancel));

        Assert.Single(_slack.Asked);
    }

    [Fact]
    public async Task Opens_a_channel_that_says_whose_it_is()
    {
        _slack.Answer("conversations.create", Channel("inc-2024-0115-1430-db-down")).Answer("conversations.setPurpose", """{"ok":true}""");

        var home = await _slack.Platform().OpenHomeAsync(Request, Cancel);

        Assert.Equal(new OpenedHome(new Conversation("slack", "T01", "C09"), "inc-2024-0115-1430-db-down"), home);
        Assert.Equal("name=inc-2024-0115-1430-db-down&is_private=false", Assert.Single(_slack.FormsOf("conversations.create")));
        Assert.Equal("channel=C09&purpose=IncidentBot+INC-2024-0115-1430", Assert.Single(_slack.FormsOf("conversations.setPurpose")));
    }

    [Theory]
    [InlineData("U99", "IncidentBot INC-2024-0115-1430")]
    [InlineData("UBOT", "")]
    public async Task Finds_the_channel_it_made_before_it_crashed(string creator, string purpose)
    {
        _slack.Answer("conversations.create", """{"ok":false,"error":"name_taken"}""").Answer("conversations.setPurpose", """{"ok":true}""")
            .Answer("conversations.list", List("other", "U01", "", "next")).Answer("conversations.list", List("inc-2024-0115-1430-db-down", creator, purpose, ""));

        var home = await _slack.Platform().OpenHomeAsync(Request, Cancel);

        Assert.Equal("C09", home.Conversation.Channel);
        Assert.Single(_slack.FormsOf("conversations.create"));
    }

    [Theory]
    [InlineData("U99", "")]
    [InlineData("UBOT", "IncidentBot INC-2024-0115-1430-2")]
    public async Task Takes_another_name_where_the_channel_is_somebody_elses(string creator, string purpose)
    {
        _slack.Answer("conversations.create", """{"ok":false,"error":"name_taken"}""").Answer("conversations.create", Channel("inc-2024-0115-1430-db-down-2"))
            .Answer("conversations.setPurpose", """{"ok":true}""").Answer("conversations.list", List("inc-2024-0115-1430-db-down", creator, purpose, ""));

        var home = await _slack.Platform().OpenHomeAsync(Request, Cancel);

        Assert.Equal("inc-2024-0115-1430-db-down-2", home.Name);
    }

    [Fact]
    public async Task Tells_the_outbox_that_channels_are_forbidden()
    {
        _slack.Answer("conversations.create", """{"ok":false,"error":"restricted_action"}""");

        var refused = await Assert.ThrowsAsync<DeliveryException>(() => _slack.Platform().OpenHomeAsync(Request, Cancel));

        Assert.Equal("restricted_action", refused.Code);
        Assert.Null(refused.RetryAfter);
    }

    [Fact]
    public async Task Names_no_channel_longer_than_slack_allows()
    {
        _slack.Answer("conversations.create", Channel("x")).Answer("conversations.setPurpose", """{"ok":true}""");

        await _slack.Platform().OpenHomeAsync(Request with { Slug = new string('a', 60) + "-" + new string('b', 60) }, Cancel);

        Assert.Equal($"name=inc-2024-0115-1430-{new string('a', 60)}&is_private=false", Assert.Single(_slack.FormsOf("conversations.create")));
    }

    [Fact]
    public async Task One_who_cannot_be_invited_keeps_nobody_out()
    {
        _slack.Answer("conversations.invite", """{"ok":true,"errors":[{"user":"U01","ok":false,"error":"cant_invite"}]}""");

        await _slack.Platform().InviteAsync(Room, ["slack:T01/U01", "slack:T01/U02", "sandbox:ada"], Cancel);

        Assert.Equal(["channel=C01&users=U01%2CU02&force=true"], _slack.FormsOf("conversations.invite"));
    }

    [Fact]
    public async Task Shortens_a_topic_to_what_slack_takes()
    {
        _slack.Answer("conversations.setTopic", """{"ok":true}""");

        await _slack.Platform().SetTopicAsync(Room, string.Concat(Enumerable.Repeat("🚒", 300)), Cancel);

        var topic = Uri.UnescapeDataString(Assert.Single(_slack.FormsOf("conversations.setTopic")).Split("topic=")[1]);
        Assert.Equal(250, topic.EnumerateRunes().Count());
    }

    [Fact]
    public async Task Finds_a_reply_that_history_does_not_show()
    {
        _slack.Answer("conversations.history", """{"ok":true,"messages":[{"type":"message","user":"U01","text":"another","ts":"1705328000.000100"}]}""")
            .Answer("conversations.replies", """{"ok":true,"messages":[{"type":"message","user":"U01","text":"it","ts":"1705329000.000100","thread_ts":"1705328000.000100"}]}""");

        var found = await _slack.Platform().FindMessageAsync(new EventSource(Room, "1705329000.000100"), Cancel);

        Assert.Equal("it", Assert.IsType<MessagePosted>(found!.Detail).Text);
        Assert.Equal("1705328000.000100", found.Source.ThreadId);
    }

    [Fact]
    public async Task Reads_history_with_its_threads_oldest_first()
    {
        _slack.Answer("conversations.history", """
            {"ok":true,"messages":[{"user":"U01","text":"third","ts":"1705329300.000100"},{"user":"UBOT","text":"own","ts":"1705329250.000100"}],"response_metadata":{"next_cursor":"c"}}
            """).Answer("conversations.history", """{"ok":true,"messages":[{"user":"U01","text":"first","ts":"1705329100.000100","thread_ts":"1705329100.000100","reply_count":1}]}""")
            .Answer("conversations.replies", """
            {"ok":true,"messages":[{"user":"U01","text":"first","ts":"1705329100.000100","thread_ts":"1705329100.000100"},{"user":"U01","text":"second","ts":"1705329200.000100","thread_ts":"1705329100.000100"}]}
            """);

        var said = new List<string?>();
        await foreach (var message in _slack.Platform().ReadHistoryAsync(Room, DateTimeOffset.FromUnixTimeSeconds(1705329000), Cancel))
            said.Add(((MessagePosted)message.Detail).Text);

        Assert.Equal(["first", "second", "third"], said);
        Assert.Equal("channel=C01&oldest=1705329000.000000&inclusive=true&limit=15", _slack.FormsOf("conversations.history").First());
    }

    private static string Channel(string name) => $$"""{"ok":true,"channel":{"id":"C09","name":"{{name}}","creator":"UBOT","purpose":{"value":""} } }""";

    private static string List(string name, string creator, string purpose, string cursor) => $$"""
        {"ok":true,"channels":[{"id":"C09","name":"{{name}}","creator":"{{creator}}","purpose":{"value":"{{purpose}}"} }],"response_metadata":{"next_cursor":"{{cursor}}"} }
        """;
}
