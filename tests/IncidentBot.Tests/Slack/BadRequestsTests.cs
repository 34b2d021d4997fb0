using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>What anybody on the internet may send to the bot's addresses.</summary>
public sealed class BadRequestsTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("/slack/events")]
    [InlineData("/slack/commands")]
    [InlineData("/slack/interactivity")]
    public async Task Believes_no_unsigned_forged_or_stale_request(string path)
    {
        var body = """{"type":"url_verification","challenge":"c"}""";

        Assert.Equal(401, await StatusAsync(path, body, Json, Unsigned));
        Assert.Equal(401, await StatusAsync(path, body, Json, request => Resign(request, body, "another secret", TimeSpan.Zero)));
        Assert.Equal(401, await StatusAsync(path, body, Json, request => Resign(request, body, "", TimeSpan.Zero)));
        Assert.Equal(401, await StatusAsync(path, body, Json, request => Resign(request, body, FakeSlack.SigningSecret, TimeSpan.FromSeconds(-310))));
        Assert.Equal(401, await StatusAsync(path, body, Json, request => Resign(request, body, FakeSlack.SigningSecret, TimeSpan.FromSeconds(310))));
        Assert.Equal(401, await StatusAsync(path, body, Json, request => Resign(request, body + " ", FakeSlack.SigningSecret, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Answers_the_challenge_of_a_signed_request()
    {
        using var response = await world.Slack.Inbox.PostAsync("/slack/events", Bytes("""{"type":"url_verification","challenge":"abc"}"""), Json);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("abc", await response.Content.ReadAsStringAsync(SlackWorld.Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("{\"type\":")]
    [InlineData("type=event_callback")]
    [InlineData("\u0000")]
    public async Task Refuses_what_is_no_event(string body) =>
        Assert.InRange(await StatusAsync("/slack/events", body, Json), 400, 499);

    [Theory]
    [InlineData("/slack/events", "text/plain")]
    [InlineData("/slack/events", Form)]
    [InlineData("/slack/events", "")]
    [InlineData("/slack/commands", Json)]
    public async Task Refuses_a_content_type_that_slack_does_not_send(string path, string contentType) =>
        Assert.InRange(await StatusAsync(path, """{"type":"url_verification","challenge":"c"}""", contentType), 400, 499);

    [Fact]
    public async Task Refuses_five_megabytes_and_ten_thousand_brackets()
    {
        var large = """{"type":"event_callback","filler":" """ + new string('a', 5 * 1024 * 1024) + "\"}";
        var deep = new string('[', 10_000) + new string(']', 10_000);

        Assert.Equal(413, await StatusAsync("/slack/events", large, Json, AsksFirst));
        Assert.InRange(await StatusAsync("/slack/events", deep, Json), 400, 499);
        Assert.Equal(413, await StatusAsync("/slack/commands", "text=" + large, Form, AsksFirst));
    }

    [Theory]
    [InlineData("""{"type":"unheard_of","channel":"C1","user":"U1"}""")]
    [InlineData("""{"type":"message","subtype":"unheard_of","channel":"C1","ts":"1.000001","text":"x"}""")]
    [InlineData("""{"type":"message","channel":17,"ts":{},"text":[],"user":null}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"reaction_added","item":null}""")]
    [InlineData("""{"type":"pin_added","channel_id":"C1","item":{"type":"file"}}""")]
    [InlineData("""{"type":"message","subtype":"message_changed","channel":"C1"}""")]
    [InlineData("""null""")]
    public async Task Takes_what_it_does_not_know_with_200(string inner)
    {
        var envelope = world.Slack.Inbox.Envelope(new JsonObject { ["type"] = "message" });
        envelope["event"] = JsonNode.Parse(inner);
        envelope["new_field"] = "tomorrow";

        Assert.Equal(200, await StatusAsync("/slack/events", envelope.ToJsonString(), Json));
    }

    [Fact]
    public async Task Takes_unknown_things_in_an_incidents_channel_with_200_as_well()
    {
        var incident = await world.StartIncidentAsync("P3 Strange things");
        string[] strange =
        [
            $$"""{"type":"message","subtype":"unheard_of","channel":"{{incident.Home.Id}}","ts":"1.000001","text":"x","user":"U1"}""",
            $$"""{"type":"message","channel":"{{incident.Home.Id}}","ts":"not a time","text":"x","user":"U1"}""",
            $$"""{"type":"message","channel":"{{incident.Home.Id}}","ts":"1725148800.000001","text":17,"user":["U1"]}""",
            $$"""{"type":"message","subtype":"message_changed","channel":"{{incident.Home.Id}}","message":null}""",
            $$"""{"type":"message","subtype":"message_deleted","channel":"{{incident.Home.Id}}"}""",
            $$"""{"type":"reaction_added","reaction":"pushpin","user":"U1","item":{"type":"message","channel":"{{incident.Home.Id}}"} }""",
            $$"""{"type":"pin_added","channel_id":"{{incident.Home.Id}}","user":"U1","item":{"type":"message"} }""",
        ];

        foreach (var inner in strange)
            Assert.Equal(200, await StatusAsync("/slack/events", world.Slack.Inbox.Envelope(JsonNode.Parse(inner)!.AsObject()).ToJsonString(), Json));
        await incident.CommandsAsync("note it still works");
    }

    [Fact]
    public async Task Takes_another_workspaces_event_and_the_news_of_a_limit_with_200()
    {
        var incident = await world.StartIncidentAsync("P3 Two workspaces");
        var foreign = world.Slack.Inbox.Envelope(new JsonObject { ["type"] = "message", ["channel"] = incident.Home.Id, ["user"] = "U1", ["ts"] = "1725148800.000100", ["text"] = "from elsewhere" });
        foreign["team_id"] = "T0OTHER";

        Assert.Equal(200, await StatusAsync("/slack/events", foreign.ToJsonString(), Json));
        Assert.Equal(200, await StatusAsync("/slack/events", """{"token":"x","type":"app_rate_limited","team_id":"T0INCIDENT","minute_rate_limited":1518467820,"api_app_id":"A0INCIDENT"}""", Json));
        Assert.DoesNotContain("elsewhere", await incident.RawLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_every_kind_comes_back_as_it_was_typed()
    {
        var incident = await world.StartIncidentAsync("P3 Strange text");
        string[] texts =
        [
            "a | pipe and a `tick`", "```\nselect *\n  from t;\n```", "<b>bold</b> & <script>alert(1)</script>", "# not a heading", "שלום עולם", "日本語のメッセージ 🎉",
            "zero\0byte", "half \ud83d a pair", new string('x', 39_000), "line one\nline two", "[a](javascript:alert(1))", "__init__ and *stars*", "&amp; &lt;",
        ];

        foreach (var text in texts)
            Assert.True((await world.Ada.SaysAsync(incident.Home, text)).Delivery.IsAcknowledged, text[..Math.Min(20, text.Length)]);

        var said = await incident.SaidAsync();
        Assert.Equal(texts.Length, said.Count);
        Assert.All(texts.Where(text => !text.StartsWith("zero", StringComparison.Ordinal) && !text.StartsWith("half", StringComparison.Ordinal)), text => Assert.Contains(text, said));
    }

    [Fact]
    public async Task The_log_of_an_unknown_incident_is_404_and_of_a_stranger_401()
    {
        var incident = await world.StartIncidentAsync("P3 Curious people");
        using var stranger = new HttpClient { BaseAddress = world.Bot.Address };

        using var unknown = await world.Bot.Http.GetAsync(new Uri("/incidents/INC-1999-0101-0000/log.jsonl", UriKind.Relative), SlackWorld.Cancel);
        using var refused = await stranger.GetAsync(new Uri($"/incidents/{incident.Id}/log.jsonl", UriKind.Relative), SlackWorld.Cancel);

        Assert.Equal((404, 401), ((int)unknown.StatusCode, (int)refused.StatusCode));
    }

    private async Task<int> StatusAsync(string path, string body, string contentType, Action<HttpRequestMessage>? change = null)
    {
        using var response = await world.Slack.Inbox.PostAsync(path, Bytes(body), contentType, change);
        return (int)response.StatusCode;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Else the answer may come while the body is still being sent, and the way breaks.</summary>
    private static void AsksFirst(HttpRequestMessage request) => request.Headers.ExpectContinue = true;

    private static void Unsigned(HttpRequestMessage request)
    {
        request.Headers.Remove("X-Slack-Signature");
        request.Headers.Remove("X-Slack-Request-Timestamp");
    }

    private static void Resign(HttpRequestMessage request, string signed, string secret, TimeSpan age)
    {
        Unsigned(request);
        Signature.Sign(request, Bytes(signed), secret, TimeProvider.System.GetUtcNow() + age);
    }
}
