using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;
using static IncidentBot.Tests.Teams.Graph.GraphWorld;

namespace IncidentBot.Tests.Teams.Graph;

/// <summary>What was said before the bot was called.</summary>
public sealed class PastTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_thread_that_becomes_an_incident_brings_what_was_said_in_it()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread();
        world.Said(thread, Grace, "<p>yes, it is down &amp; out</p>");

        var incident = await world.ConvertAsync(thread);

        await world.SaysAsync(incident, "is checkout slow for anyone else?", "yes, it is down & out");
        Assert.All(await world.LoggedAsync(incident, "message"), line => Assert.True((bool)line["detail"]!["fromHistory"]!));
    }

    [Fact]
    public async Task A_start_takes_in_what_was_said_where_it_was_typed()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread();

        await world.CallAsync(thread, "start P1 Checkout is down --since 25m");

        var incident = await Eventually.GetAsync(async () => (await world.Bot.Get<IncidentStore>().UnfiledAsync(Cancel)).Single().Id.Value, Cancel);
        await world.SaysAsync(incident, "is checkout slow for anyone else?");
    }

    [Fact]
    public async Task A_new_post_in_the_channel_brings_what_was_said_in_the_channel()
    {
        await using var world = await StartAsync(postgres);
        world.Graph.PageSize = 2;
        var others = world.NewThread("<p>the search is slow</p>");
        await world.ConvertAsync(others, "convert P2 Another incident");
        world.Said(others, Grace, "<p>this is the other incident's</p>");
        var thread = world.NewThread("<p>good morning</p>", TimeSpan.FromHours(2));
        world.Said(thread, Grace, "<p>is checkout down?</p>", TimeSpan.FromMinutes(9));
        world.Said(thread, Ada, "<p>yes</p>", TimeSpan.FromMinutes(8));
        world.Said(thread, Grace, "<p>for everybody</p>", TimeSpan.FromMinutes(7));
        world.NewThread("<p>who is on call?</p>", TimeSpan.FromMinutes(6));
        world.NewThread("<p>lunch?</p>", TimeSpan.FromHours(3));

        await world.CallInChannelAsync("start P1 Checkout is down --since 25m");

        var incident = await Eventually.GetAsync(
            async () => (await world.Bot.Get<IncidentStore>().UnfiledAsync(Cancel)).Single(incident => incident.Title == "Checkout is down").Id.Value, Cancel);
        await world.SaysAsync(incident, "is checkout down?", "yes", "for everybody", "who is on call?");
        Assert.All(await world.LoggedAsync(incident, "message"), line => Assert.Contains(";messageid=", line["source"]!.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chat_brings_only_what_was_said_in_the_time_that_was_asked_for()
    {
        await using var world = await StartAsync(postgres);
        world.Graph.PageSize = 2;
        var chat = world.NewChat();
        world.React(world.Said(chat, Ada, "<p>lunch?</p>", TimeSpan.FromHours(1)), Grace, "like");
        foreach (var number in Enumerable.Range(1, 5))
            world.Said(chat, Grace, $"<p>said {number}</p>", TimeSpan.FromMinutes(10 - number));

        var incident = await world.ConvertAsync(chat);

        await world.SaysAsync(incident, [.. Enumerable.Range(1, 5).Select(number => $"said {number}")]);
    }

    [Fact]
    public async Task The_same_message_delivered_and_read_is_one_event_with_one_key()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread();
        var incident = await world.ConvertAsync(thread, "convert P1 Checkout is down");
        var said = world.Said(thread, Grace, """<p>ask <at id="0">Ada Lovelace</at>: <strong>2 &lt; 3</strong></p><ul><li>one</li></ul><attachment id="f1"></attachment>""");
        said["mentions"]!.AsArray().Add(Mention(0, Ada.Name, FakeGraph.User(Ada.Id, Ada.Name)));
        said["attachments"]!.AsArray().Add(new JsonObject { ["id"] = "f1", ["contentType"] = "reference", ["contentUrl"] = "https://contoso.sharepoint.com/plan.docx", ["name"] = "plan.docx", ["content"] = null });
        await world.DeliverAsync(thread, Grace, said);
        var delivered = await DeliveredAsync(world, thread, said);

        var read = await world.Bot.Platform.ReadHistoryAsync(TeamsAddress.Conversation(FakeConnector.Tenant, thread), DateTimeOffset.UnixEpoch, Cancel).LastAsync(Cancel);
        await world.Bot.Get<MessageIntake>().RecordAsync(new IncidentId(incident), read, Cancel);

        Assert.Equal(delivered.Key, read.Key);
        Assert.Equal(delivered.Source, read.Source);
        Assert.Equal((delivered.By, delivered.At, delivered.Zone), (read.By, read.At, read.Zone));
        Assert.Equal(JsonSerializer.Serialize(delivered.Detail), JsonSerializer.Serialize(read.Detail));
        await world.SaysAsync(incident, "ask @Ada Lovelace: 2 < 3\n- one");
    }

    [Fact]
    public async Task A_pin_set_before_keeps_its_message()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread();
        world.React(world.Said(thread, Grace, "<p>the cache is full</p>"), Ada, "📌");
        world.React(world.Said(thread, Grace, "<p>nice weather</p>"), Ada, "👍");

        var incident = await world.ConvertAsync(thread);

        await Eventually.GetAsync(async () => Assert.Single(await world.LoggedAsync(incident, "keep"), line => line["detail"]!.ToJsonString().Contains("the cache is full", StringComparison.Ordinal)), Cancel);
        Assert.Single(await world.LoggedAsync(incident, "keep"));
    }

    [Fact]
    public async Task A_message_that_was_pinned_and_never_delivered_is_asked_for()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread();
        var incident = await world.ConvertAsync(thread, "convert P1 Checkout is down");
        var said = world.Said(thread, Grace, "<p>the cache is full</p>");

        var reaction = world.Delivered(thread, Ada, said);
        (reaction["type"], reaction["replyToId"], reaction["id"]) = ("messageReaction", (string)said["id"]!, "f:1");
        reaction["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = "1f4cc_pushpin" });
        await world.PostAsync(reaction);

        await world.SaysAsync(incident, "the cache is full");
        await Eventually.GetAsync(async () => (await world.LoggedAsync(incident, "keep")).First(line => line["detail"]!.ToJsonString().Contains("the cache is full", StringComparison.Ordinal)), Cancel);
    }

    [Fact]
    public async Task What_teams_itself_tells_and_what_is_gone_is_not_taken_in()
    {
        await using var world = await StartAsync(postgres);
        var thread = world.NewThread();
        var system = world.Said(thread, Ada, "<systemEventMessage/>");
        (system["messageType"], system["from"]) = ("unknownFutureValue", null);
        world.Delete(world.Said(thread, Ada, "<p>the password is hunter2</p>"));
        world.Said(thread, Grace, "<p>hello</p>");

        var incident = await world.ConvertAsync(thread);

        await world.SaysAsync(incident, "is checkout slow for anyone else?", "hello");
    }

    private static async Task<MessageEvent> DeliveredAsync(GraphWorld world, string thread, JsonObject said)
    {
        using var activity = JsonDocument.Parse(world.Delivered(thread, Grace, said).ToJsonString());
        return (MessageEvent)Assert.Single(await world.Bot.Get<TeamsTranslator>().TranslateAsync(new TeamsActivity(activity.RootElement), Cancel));
    }
}
