using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class ProofTests(PostgresFixture postgres)
{
    private static readonly TypingPlace Thread = TypingPlace.Thread("1772442000000");

    private const string Stored = "(select count(*) from teams_conversations) + (select count(*) from teams_people) + (select count(*) from incidents) + (select count(*) from timeline_events) + (select count(*) from outbox)";

    [Fact]
    public async Task Believes_no_token_that_is_wrong_in_anything_and_stores_nothing()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var stranger = new FakeKey(world.Login.Key.Id);
        var good = world.Token();
        var day = TimeSpan.FromDays(1);
        var refused = new Dictionary<string, string?>
        {
            ["none"] = null,
            ["empty"] = "",
            ["no token"] = "let-me-in",
            ["signed by nobody"] = (good with { Algorithm = "none", Sign = _ => [] }).ToString(),
            ["not signed at all"] = (good with { Sign = _ => [] }).ToString(),
            ["signed by a stranger under a known key's name"] = (good with { Sign = stranger.Sign }).ToString(),
            ["under an unknown key"] = (good with { KeyId = "nobody's" }).ToString(),
            ["under no key"] = (good with { KeyId = null }).ToString(),
            ["with the public key as a secret"] = (good with { Algorithm = "HS256", Sign = content => HMACSHA256.HashData(world.Login.Key.Modulus, content) }).ToString(),
            ["of another algorithm"] = (good with { Algorithm = "RS512" }).ToString(),
            ["for another bot"] = (good with { Audience = "6e9b1d2c-0a51-4f0e-9a77-3f1c5d0f2b12" }).ToString(),
            ["of another issuer"] = (good with { Issuer = "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/" }).ToString(),
            ["of no issuer"] = (good with { Issuer = null }).ToString(),
            ["over"] = (good with { Begins = -day, Ends = TimeSpan.FromMinutes(-6) }).ToString(),
            ["not yet begun"] = (good with { Begins = TimeSpan.FromMinutes(6) }).ToString(),
            ["without an end"] = (good with { Ends = null }).ToString(),
            ["without a service"] = (good with { HasServiceUrl = false }).ToString(),
            ["for another service"] = (good with { ServiceUrl = "https://smba.trafficmanager.net/amer/" }).ToString(),
        };
        var body = world.Message(Thread, world.Ada, "{bot} start P1 Not mine --here").ToJsonString();

        foreach (var (what, token) in refused)
            Assert.True(await world.SendAsync(body, token) == 401, what);
        Assert.Equal(401, await world.SendAsync(body, good.ToString(), "Basic"));
        Assert.Equal(0, await world.CountAsync(Stored));

        Assert.Equal(200, await world.SendAsync(body, (good with { Begins = TimeSpan.FromMinutes(4) }).ToString()));
        Assert.Equal(1, await world.CountAsync("count(*) from incidents"));
    }

    [Theory]
    [InlineData(-4, 200)]
    [InlineData(-6, 401)]
    public async Task Takes_a_token_for_five_minutes_longer_by_its_own_clock(int minutes, int status)
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var token = world.Token() with { Begins = TimeSpan.FromHours(-2), Ends = TimeSpan.FromMinutes(minutes) };

        Assert.Equal(status, await world.SendAsync(world.Message(Thread, world.Ada, "hello").ToJsonString(), token.ToString()));
    }

    [Fact]
    public async Task Compares_the_service_without_case_and_a_slash_at_the_end()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var token = world.Token() with { ServiceUrl = TeamsWorld.ServiceUrl.ToUpperInvariant().TrimEnd('/') };

        Assert.Equal(200, await world.SendAsync(world.Message(Thread, world.Ada, "hello").ToJsonString(), token.ToString()));
    }

    [Fact]
    public async Task Forbids_what_is_proven_and_not_allowed_and_stores_nothing()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);

        Assert.Equal(403, await StatusAsync(world, message => message["channelData"]!["tenant"]!["id"] = "another"));
        Assert.Equal(403, await StatusAsync(world, message => message["conversation"]!["tenantId"] = "another"));
        Assert.Equal(403, await StatusAsync(world, message =>
        {
            message["channelData"]!.AsObject().Remove("tenant");
            message["conversation"]!.AsObject().Remove("tenantId");
        }));
        Assert.Equal(403, await StatusAsync(world, message => message["channelId"] = "directline"));
        Assert.Equal(403, await StatusAsync(world, message => message.Remove("channelId")));
        foreach (var elsewhere in new[] { "https://evil.example/", "http://smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net.evil.example/", "https://smba.trafficmanager.net@evil.example/", "https://trafficmanager.net/", "nowhere" })
            Assert.Equal(403, await StatusAsync(world, message => message["serviceUrl"] = elsewhere, world.Token() with { ServiceUrl = elsewhere }));
        world.Login.NewKey("webchat");
        world.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(403, await StatusAsync(world, _ => { }));
        Assert.Equal(0, await world.CountAsync(Stored));
    }

    [Fact]
    public async Task Takes_further_tenants_that_the_operator_names()
    {
        await using var world = await TeamsWorld.StartAsync(postgres, ("Teams:AllowedTenants:0", "another"));

        Assert.Equal(200, await StatusAsync(world, message => (message["conversation"]!["tenantId"], message["channelData"]!["tenant"]!["id"]) = ("another", "another")));
    }

    [Fact]
    public async Task Fetches_keys_once_a_day_and_for_an_unknown_one_once_an_hour()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        Assert.Equal(200, await StatusAsync(world, _ => { }));
        Assert.Equal(200, await StatusAsync(world, _ => { }));
        Assert.Equal(1, world.Login.Fetched);

        world.Login.NewKey();
        Assert.Equal(401, await StatusAsync(world, _ => { }));
        world.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(200, await StatusAsync(world, _ => { }));
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(401, await StatusAsync(world, _ => { }, world.Token() with { KeyId = $"made-up-{attempt}" }));
        Assert.Equal(2, world.Login.Fetched);

        world.Clock.Advance(TimeSpan.FromHours(25));
        world.Login.IsAway = true;
        Assert.Equal(200, await StatusAsync(world, _ => { }));
        world.Login.IsAway = false;
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await StatusAsync(world, _ => { }));
        Assert.Equal(3, world.Login.Fetched);
    }

    [Fact]
    public async Task Asks_for_another_delivery_while_it_has_no_keys()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        world.Login.IsAway = true;
        Assert.Equal(503, await StatusAsync(world, _ => { }));

        world.Login.IsAway = false;
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await StatusAsync(world, _ => { }));
    }

    [Fact]
    public async Task Refuses_what_is_too_large_or_no_activity()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var token = world.Token().ToString();

        Assert.Equal(413, await world.SendAsync("{\"text\":\"" + new string('x', 1024 * 1024) + "\"}", token));
        foreach (var broken in new[] { "", "null", "[]", "{", "text", new string('[', 10_000) })
            Assert.Equal(400, await world.SendAsync(broken, token));
        Assert.Equal(401, await world.SendAsync("{", null));
    }

    [Theory]
    [InlineData("""{"type":"typing"}""", 200)]
    [InlineData("""{"type":"event","name":"application/vnd.microsoft.readReceipt","value":{}}""", 200)]
    [InlineData("""{"type":"unheard_of"}""", 200)]
    [InlineData("""{"type":17,"id":{},"text":[],"entities":"x","attachments":{}}""", 200)]
    [InlineData("""{"type":"message","from":null,"text":null,"entities":[1,null,{"type":"mention"}],"attachments":[null,{"contentType":7}]}""", 200)]
    [InlineData("""{"type":"messageUpdate","channelData":{"eventType":"unheard_of","tenant":{"id":"72f988bf-86f1-41af-91ab-2d7cd011db47"}}}""", 200)]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""", 200)]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{}, null]}""", 200)]
    [InlineData("""{"type":"invoke","name":"unheard/of"}""", 501)]
    public async Task Takes_what_it_does_not_know(string changes, int status)
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        await world.StartHereAsync(Thread, "P3 Strange things");

        Assert.Equal(status, await StatusAsync(world, message =>
        {
            foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
                message[name] = value?.DeepClone();
        }));
    }

    [Fact]
    public async Task Is_off_without_its_secrets()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await RunningBot.StartAsync(database, new FakeTimeProvider(TeamsWorld.Monday), new RecordingPlatform(), new Dictionary<string, string?> { ["Teams:AppId"] = TeamsWorld.AppId });

        using var answer = await bot.Http.PostAsync(new Uri("/api/messages", UriKind.Relative), new StringContent("{}"), TeamsWorld.Cancel);

        Assert.Contains((int)answer.StatusCode, new[] { 404, 405 });
    }

    [Fact]
    public async Task Takes_unproven_activities_only_where_the_operator_says_so()
    {
        await using var world = await TeamsWorld.StartAsync(postgres, ("Teams:AllowUnauthenticated", "true"), ("Teams:AllowedServiceUrls:0", "localhost"));
        var message = world.Message(Thread, world.Ada, "{bot} start P1 Playground --here");
        message["serviceUrl"] = "http://localhost:56150/_connector";
        message["channelId"] = "emulator";

        Assert.Equal(200, await world.SendAsync(message.ToJsonString(), null));
        Assert.Equal(1, await world.CountAsync("count(*) from incidents"));
        message["serviceUrl"] = "https://elsewhere.example";
        Assert.Equal(403, await world.SendAsync(message.ToJsonString(), null));
    }

    [Fact]
    public async Task Does_not_start_unproven_where_others_reach_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        var settings = new Dictionary<string, string?> { ["Teams:AllowUnauthenticated"] = "true", ["Kestrel:Endpoints:All:Url"] = "http://0.0.0.0:0" };

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningBot.StartAsync(database, new FakeTimeProvider(TeamsWorld.Monday), new RecordingPlatform(), settings));

        Assert.Contains("Teams:AllowUnauthenticated", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<int> StatusAsync(TeamsWorld world, Action<JsonObject> change, FakeToken? token = null)
    {
        var message = world.Message(Thread, world.Ada, "hello");
        change(message);
        return world.SendAsync(message.ToJsonString(), (token ?? world.Token()).ToString());
    }
}
