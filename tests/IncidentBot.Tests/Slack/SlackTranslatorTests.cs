using System.Text;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackTranslatorTests
{
    private const string Ts = "1705329000.000100";
    private static readonly SlackSelf Self = new("T01", "https://acme.slack.com/", "UBOT", "BBOT", "A01");

    private readonly StubbedWebApi _slack = new StubbedWebApi()
        .Answer("users.info", """{"ok":true,"user":{"id":"U01","name":"ada.l","tz":"Europe/Warsaw","profile":{"display_name":"Ada","real_name":"Ada Lovelace"}}}""")
        .Answer("conversations.info", """{"ok":true,"channel":{"id":"C01","name":"payments"}}""");

    [Fact]
    public async Task A_message_is_one_event_however_it_is_delivered()
    {
        var posted = await OneAsync<MessageEvent>($$"""{"type":"message","user":"U01","text":"db is &lt;down&gt;","ts":"{{Ts}}","channel":"C01","event_ts":"{{Ts}}"}""");

        Assert.Equal($"message slack:T01/C01/{Ts}", posted.Key);
        Assert.Equal(new Person("slack:T01/U01", "Ada"), posted.By);
        Assert.Equal("Europe/Warsaw", posted.Zone.Id);
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero).AddTicks(1000), posted.At);
        Assert.Equal("db is <down>", Assert.IsType<MessagePosted>(posted.Detail).Text);
        Assert.Equal("https://acme.slack.com/archives/C01/p1705329000000100", posted.Source.Permalink);
        Assert.Null(posted.Source.ThreadId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"subtype\":\"thread_broadcast\",")]
    public async Task A_reply_knows_its_thread(string subtype)
    {
        var posted = await OneAsync<MessageEvent>($$"""{"type":"message",{{subtype}}"user":"U01","text":"restarted","ts":"1705329060.000200","thread_ts":"{{Ts}}","channel":"C01"}""");

        Assert.Equal(Ts, posted.Source.ThreadId);
        Assert.Equal($"https://acme.slack.com/archives/C01/p1705329060000200?thread_ts={Ts}&cid=C01", posted.Source.Permalink);
    }

    [Fact]
    public async Task A_shared_file_gives_its_page_and_never_its_private_address()
    {
        var posted = await OneAsync<MessageEvent>($$"""
            {"type":"message","subtype":"file_share","user":"U01","text":"","ts":"{{Ts}}","channel":"C01","files":[{"id":"F01","name":"graph.png","mimetype":"image/png",
             "url_private":"https://files.slack.com/secret","permalink":"https://acme.slack.com/files/U01/F01/graph.png"}]}
            """);

        var file = Assert.Single(Assert.IsType<MessagePosted>(posted.Detail).Files);
        Assert.Equal(new SharedFile("graph.png", "image/png", "https://acme.slack.com/files/U01/F01/graph.png") { Id = "F01" }, file);
    }

    [Theory]
    [InlineData("""{"type":"message","subtype":"bot_message","bot_id":"B02","username":"Alerts","text":"","ts":"1.000100","channel":"C01","attachments":[{"title":"CPU","text":"95 &amp; rising","fallback":"x"}]}""")]
    [InlineData("""{"type":"message","bot_id":"B02","bot_profile":{"name":"Alerts"},"text":"","ts":"1.000100","channel":"C01","blocks":[{"type":"header","text":{"type":"plain_text","text":"CPU"}},{"type":"section","text":{"type":"mrkdwn","text":"95 &amp; rising"}}]}""")]
    public async Task Another_bot_is_read_from_wherever_it_put_its_words(string json)
    {
        var posted = await OneAsync<MessageEvent>(json);

        var detail = Assert.IsType<MessagePosted>(posted.Detail);
        Assert.True(detail.FromBot);
        Assert.Equal("CPU\n95 & rising", detail.Text);
        Assert.Equal("Alerts", posted.By.Name);
    }

    [Theory]
    [InlineData("\"user\":\"UBOT\"")]
    [InlineData("\"bot_id\":\"BBOT\"")]
    [InlineData("\"bot_id\":\"BX\",\"app_id\":\"A01\"")]
    [InlineData("\"bot_id\":\"BX\",\"bot_profile\":{\"app_id\":\"A01\"}")]
    public async Task What_the_bot_says_itself_is_nothing_new(string author) =>
        Assert.Empty(await TranslateAsync($$"""{"type":"message",{{author}},"text":"hello","ts":"{{Ts}}","channel":"C01"}"""));

    [Fact]
    public async Task An_edit_is_a_version_of_the_message()
    {
        var edit = await OneAsync<MessageEvent>($$"""
            {"type":"message","subtype":"message_changed","hidden":true,"channel":"C01","ts":"1705329100.000300","event_ts":"1705329100.000300",
             "message":{"type":"message","user":"U01","text":"db is up","ts":"{{Ts}}","edited":{"user":"U01","ts":"1705329099.000000"} },
             "previous_message":{"type":"message","user":"U01","text":"db is down","ts":"{{Ts}}"} }
            """);

        Assert.Equal($"edit slack:T01/C01/{Ts} 1705329099.000000", edit.Key);
        Assert.Equal(new MessageEdited("db is up", "1705329099.000000"), edit.Detail);
        Assert.Equal(Ts, edit.Source.MessageId);
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 14, 31, 39, TimeSpan.Zero), edit.At);
    }

    [Fact]
    public async Task Unfurled_links_and_counted_replies_are_no_edits() =>
        Assert.Empty(await TranslateAsync($$"""
            {"type":"message","subtype":"message_changed","channel":"C01","ts":"1705329100.000300","event_ts":"1705329100.000300",
             "message":{"type":"message","user":"U01","text":"see","ts":"{{Ts}}","reply_count":1,"attachments":[{"title":"A page"}]},
             "previous_message":{"type":"message","user":"U01","text":"see","ts":"{{Ts}}"} }
            """));

    [Theory]
    [InlineData("\"subtype\":\"message_deleted\",\"deleted_ts\":\"1705329000.000100\"")]
    [InlineData("\"subtype\":\"message_changed\",\"message\":{\"type\":\"message\",\"subtype\":\"tombstone\",\"text\":\"This message was deleted.\",\"ts\":\"1705329000.000100\"}")]
    public async Task A_deletion_is_the_same_for_a_message_with_replies(string deletion)
    {
        var deleted = await OneAsync<MessageEvent>($$"""
            {"type":"message",{{deletion}},"channel":"C01","ts":"1705329200.000400","event_ts":"1705329200.000400",
             "previous_message":{"type":"message","user":"U01","text":"secret","ts":"{{Ts}}"} }
            """);

        Assert.Equal($"deletion slack:T01/C01/{Ts}", deleted.Key);
        Assert.IsType<MessageDeleted>(deleted.Detail);
        Assert.Equal("slack:T01/U01", deleted.By.Id);
        Assert.Equal("https://acme.slack.com/archives/C01/p1705329000000100", deleted.Source.Permalink);
    }

    [Theory]
    [InlineData("pushpin")]
    [InlineData("pushpin::skin-tone-3")]
    public async Task A_pushpin_keeps_the_message_it_is_put_on(string reaction)
    {
        var kept = await OneAsync<MessageEvent>(Reaction("reaction_added", reaction));
        var unkept = await OneAsync<MessageEvent>(Reaction("reaction_removed", reaction));

        Assert.Equal(new MessageKept("reaction pushpin by slack:T01/U01", null, null), kept.Detail);
        Assert.Equal(new MessageUnkept("reaction pushpin by slack:T01/U01"), unkept.Detail);
        Assert.Equal(Ts, kept.Source.MessageId);
        Assert.NotEqual(kept.Key, unkept.Key);
    }

    [Theory]
    [InlineData("eyes")]
    [InlineData("pushpins")]
    public async Task Other_reactions_mean_nothing(string reaction) => Assert.Empty(await TranslateAsync(Reaction("reaction_added", reaction)));

    [Fact]
    public async Task A_pin_brings_its_message_before_its_mark()
    {
        var events = await TranslateAsync(Pin("pin_added"));

        Assert.Collection(
            events,
            posted => Assert.Equal("old words", Assert.IsType<MessagePosted>(((MessageEvent)posted).Detail).Text),
            kept => Assert.Equal(new MessageKept("pin", null, null), ((MessageEvent)kept).Detail));
        Assert.Equal($"message slack:T01/C01/{Ts}", events[0].Key);
    }

    [Fact]
    public async Task An_unpinned_message_is_kept_no_more()
    {
        var unkept = await OneAsync<MessageEvent>(Pin("pin_removed"));

        Assert.Equal(new MessageUnkept("pin"), unkept.Detail);
    }

    [Theory]
    [InlineData("<@UBOT> note <@U01> on it", "note <@slack:T01/U01> on it")]
    [InlineData("hey <@UBOT|incidentbot>, status mitigated", "status mitigated")]
    [InlineData("<@UBOT> /incident show", "show")]
    [InlineData("show <@UBOT>", "show")]
    [InlineData("<@UBOT>", "")]
    [InlineData("<@UBOT> note a &amp; b\nsecond line <https://example.com>", "note a & b\nsecond line https://example.com")]
    public async Task A_mention_of_the_bot_is_a_command(string typed, string text)
    {
        var command = await OneAsync<CommandEvent>($$"""
            {"type":"app_mention","user":"U01","text":"{{typed.ReplaceLineEndings("\\n")}}","ts":"1705329060.000200","thread_ts":"{{Ts}}","channel":"C01","event_ts":"1705329060.000200"}
            """);

        Assert.Equal(text, command.Text);
        Assert.Equal("command slack:T01/C01/1705329060.000200", command.Key);
        Assert.Equal(Ts, command.Source.ThreadId);
        Assert.Equal("payments", command.ConversationName);
        Assert.False(command.IsAnsweredInPlace);
        Assert.All(command.Mentions.Values, person => Assert.Equal("Ada", person.Name));
    }

    [Theory]
    [InlineData("""{"type":"message","subtype":"channel_join","user":"U01","text":"<@U01> has joined","ts":"1.000100","channel":"C01"}""")]
    [InlineData("""{"type":"message","subtype":"channel_topic","user":"U01","text":"set the topic","topic":"x","ts":"1.000100","channel":"C01"}""")]
    [InlineData("""{"type":"message","subtype":"huddle_thread","user":"U01","text":"","ts":"1.000100","channel":"C01","room":{"id":"R01"}}""")]
    [InlineData("""{"type":"message","hidden":true,"message":{"type":"message","user":"U01","text":"asked","ts":"1.000100","thread_ts":"1.000100","reply_count":1},"thread_ts":"1.000100","ts":"2.000100","channel":"C01"}""")]
    [InlineData("""{"type":"message","subtype":"message_replied","message":{"type":"message","user":"U01","text":"asked","ts":"1.000100"},"ts":"2.000100","channel":"C01"}""")]
    [InlineData("""{"type":"message","subtype":"something_new","user":"U01","text":"x","ts":"1.000100","channel":"C01"}""")]
    [InlineData("""{"type":"message","text":"nobody said this","ts":"1.000100","channel":"C01"}""")]
    [InlineData("""{"type":"message","user":"U01","text":"no time","ts":"yesterday","channel":"C01"}""")]
    [InlineData("""{"type":"message","user":{"id":"U01"},"text":[],"ts":1.0001,"channel":"C01"}""")]
    [InlineData("""{"type":"message","subtype":"message_changed","message":"x","channel":"C01","ts":"1.000100"}""")]
    [InlineData("""{"type":"reaction_added","user":"U01","reaction":"pushpin","item":{"type":"file","file":"F01"},"event_ts":"1.000100"}""")]
    [InlineData("""{"type":"pin_added","user":"U01","channel_id":"C01","item":{"type":"file"},"event_ts":"1.000100"}""")]
    [InlineData("""{"type":"member_joined_channel","user":"U01","channel":"C01"}""")]
    [InlineData("""{"type":"never_heard_of","channel":"C01"}""")]
    [InlineData("""{}""")]
    public async Task Everything_else_is_nothing(string json) => Assert.Empty(await TranslateAsync(json));

    [Fact]
    public async Task A_name_that_slack_does_not_tell_is_the_bare_id_until_a_minute_later()
    {
        var slack = new StubbedWebApi()
            .Answer("users.info", """{"ok":false,"error":"user_not_found"}""")
            .Answer("users.info", """{"ok":true,"user":{"id":"U01","name":"ada","profile":{}}}""");
        var message = $$"""{"type":"message","user":"U01","text":"x","ts":"{{Ts}}","channel":"C01"}""";

        var first = Assert.Single(await TranslateAsync(message, slack));
        var second = Assert.Single(await TranslateAsync(message, slack));
        slack.Clock.Advance(TimeSpan.FromMinutes(1));
        var third = Assert.Single(await TranslateAsync(message, slack));

        Assert.Equal(["U01", "U01", "ada"], [first.By.Name, second.By.Name, third.By.Name]);
        Assert.Equal(2, slack.FormsOf("users.info").Count());
    }

    private static string Reaction(string type, string reaction) =>
        $$"""{"type":"{{type}}","user":"U01","reaction":"{{reaction}}","item":{"type":"message","channel":"C01","ts":"{{Ts}}"},"item_user":"U02","event_ts":"1705329300.000500"}""";

    private static string Pin(string type) =>
        $$"""{"type":"{{type}}","user":"U01","channel_id":"C01","event_ts":"1705329300.000500","item":{"type":"message","channel":"C01","message":{"type":"message","user":"U01","text":"old words","ts":"{{Ts}}"} } }""";

    [Theory]
    [InlineData("member_joined_channel", typeof(PersonJoined))]
    [InlineData("member_left_channel", typeof(PersonLeft))]
    [InlineData("channel_archive", typeof(HomeArchived))]
    [InlineData("group_archive", typeof(HomeArchived))]
    [InlineData("channel_unarchive", typeof(HomeUnarchived))]
    [InlineData("group_unarchive", typeof(HomeUnarchived))]
    public async Task What_happens_to_a_channel_is_one_event_however_it_is_delivered(string type, Type expected)
    {
        var json = $$"""{"type":"{{type}}","user":"U01","channel":"C01","event_ts":"{{Ts}}"}""";

        var first = await OneAsync<ConversationEvent>(json);
        var second = await OneAsync<ConversationEvent>(json);

        Assert.IsType(expected, first.Detail);
        Assert.Equal(first.Key, second.Key);
        Assert.Equal("Ada", first.By.Name);
    }

    [Theory]
    [InlineData("""{"type":"member_joined_channel","user":"UBOT","channel":"C01","event_ts":"1.000100"}""")]
    [InlineData("""{"type":"channel_archive","user":"UBOT","channel":"C01","event_ts":"1.000100"}""")]
    [InlineData("""{"type":"member_joined_channel","channel":"C01","event_ts":"1.000100"}""")]
    [InlineData("""{"type":"member_joined_channel","user":"U01","channel":"C01"}""")]
    public async Task What_the_bot_did_itself_or_is_incomplete_is_nothing(string json) => Assert.Empty(await TranslateAsync(json));

    [Theory]
    [InlineData("E01", Standing.Member)]
    [InlineData("E02", Standing.Stranger)]
    public async Task Somebody_of_another_workspace_of_the_organisation_is_no_stranger(string theirs, Standing expected)
    {
        var slack = new StubbedWebApi().Answer("users.info", """{"ok":true,"user":{"id":"U01","name":"ada","team_id":"T02","enterprise_user":{"enterprise_id":"E0?","teams":["T02"]}}}""".Replace("E0?", theirs, StringComparison.Ordinal));
        var mention = $$"""{"type":"app_mention","user":"U01","user_team":"T02","text":"<@UBOT> list","ts":"{{Ts}}","channel":"C01","event_ts":"{{Ts}}"}""";

        var typed = Assert.IsType<CommandEvent>(Assert.Single(await TranslateAsync(mention, slack, "E01")));

        Assert.Equal(expected, typed.Standing);
    }

    private async Task<T> OneAsync<T>(string json) where T : ChatEvent => Assert.IsType<T>(Assert.Single(await TranslateAsync(json)));

    private async Task<IReadOnlyList<ChatEvent>> TranslateAsync(string happened, StubbedWebApi? slack = null, string enterprise = "")
    {
        var envelope = $$"""{"type":"event_callback","team_id":"T01","enterprise_id":"{{enterprise}}","api_app_id":"A01","event":{{happened}}}""";
        Assert.True(IncomingJson.TryParse(Encoding.UTF8.GetBytes(envelope), out var document));
        using (document)
            return await (slack ?? _slack).Translator().TranslateAsync(new SlackEnvelope(document!.RootElement), Self, TestContext.Current.CancellationToken);
    }
}
