using System.Text.Json.Nodes;
using IncidentBot.Health;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class PlacesTests(PostgresFixture postgres)
{
    private const string Channel = "19:payments@thread.tacv2";
    private static readonly TypingPlace Thread = TypingPlace.Thread("1772442000000");

    [Fact]
    public async Task Remembers_where_it_is_spoken_to_and_by_whom()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);

        await world.SaysAsync(Thread, world.Ada, "{bot} help");
        await world.SaysAsync(TypingPlace.Alone, world.Ada, "help");

        var place = await PlaceAsync(world, Thread.Id);
        Assert.Equal((TeamsKind.Channel, TeamsWorld.ServiceUrl.TrimEnd('/'), TeamsWorld.BotId, Channel), (place!.Kind, place.ServiceUrl, place.BotId, place.ChannelId));
        Assert.NotNull(await PlaceAsync(world, Channel));
        Assert.True((await PlaceAsync(world, TypingPlace.Alone.Id))!.HearsAll);
        var ada = await world.Bot.Get<TeamsPeopleStore>().FindAsync(TeamsWorld.Tenant, world.Ada.Id, TeamsWorld.Cancel);
        Assert.Equal((world.Ada.UserId, world.Ada.Name, TypingPlace.Alone.Id), (ada!.UserId, ada.Name, ada.Personal));
    }

    [Fact]
    public async Task Learns_that_it_hears_all_from_what_does_not_mention_it()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        await world.StartHereAsync(Thread, "P3 Hearing");
        Assert.False((await PlaceAsync(world, Channel))!.HearsAll);

        await world.SaysAsync(Thread, world.Grace, "just talking");
        await world.SaysAsync(TypingPlace.Thread("1772442000999"), world.Grace, "of other things");

        Assert.True((await PlaceAsync(world, Channel))!.HearsAll);
        Assert.True((await PlaceAsync(world, Thread.Id))!.HearsAll);
        Assert.Null(await PlaceAsync(world, "19:payments@thread.tacv2;messageid=1772442000999"));
    }

    [Fact]
    public async Task Writes_only_what_has_changed()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        await world.StartHereAsync(TypingPlace.Group, "P3 Quiet");
        await world.SaysAsync(TypingPlace.Group, world.Grace, "one");
        await Rows.CountAsync(world.Database, "with gone as (delete from teams_conversations returning 1), people as (delete from teams_people returning 1) select count(*) from gone, people");

        await world.SaysAsync(TypingPlace.Group, world.Grace, "two");
        Assert.Equal(0, await world.CountAsync("(select count(*) from teams_conversations) + (select count(*) from teams_people)"));

        var moved = world.Message(TypingPlace.Group, world.Grace, "three");
        moved["serviceUrl"] = "https://smba.trafficmanager.net/amer/";
        Assert.Equal(200, await world.SendAsync(moved.ToJsonString(), (world.Token() with { ServiceUrl = "https://smba.trafficmanager.net/amer/" }).ToString()));
        Assert.Equal("https://smba.trafficmanager.net/amer", (await PlaceAsync(world, TypingPlace.Group.Id))!.ServiceUrl);
    }

    [Fact]
    public async Task A_dead_conversation_comes_back_when_the_bot_is_spoken_to()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        await world.SaysAsync(TypingPlace.Group, world.Ada, "{bot} help");
        await world.Bot.Get<TeamsConversationStore>().DeadAsync(TeamsWorld.Tenant, TypingPlace.Group.Id, "BotNotInConversationRoster", TeamsWorld.Cancel);

        await world.SaysAsync(TypingPlace.Group, world.Ada, "{bot} help");

        Assert.Null((await PlaceAsync(world, TypingPlace.Group.Id))!.DeadWhy);
    }

    [Fact]
    public async Task Forgets_where_it_was_taken_out()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var team = new TypingPlace("19:team@thread.tacv2", "channel");
        await SendUpdateAsync(world, "installationUpdate", team, update => update["action"] = "add");
        await SendUpdateAsync(world, "conversationUpdate", team, update => update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = TeamsWorld.BotId }));
        await world.SaysAsync(Thread, world.Ada, "{bot} help");
        await world.SaysAsync(TypingPlace.Group, world.Ada, "{bot} help");
        Assert.NotNull(await PlaceAsync(world, team.Id));

        await SendUpdateAsync(world, "conversationUpdate", team, update => update["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = TeamsWorld.BotId }));

        Assert.Null(await PlaceAsync(world, team.Id));
        Assert.Null(await PlaceAsync(world, Thread.Id));
        Assert.NotNull(await PlaceAsync(world, TypingPlace.Group.Id));
        await SendUpdateAsync(world, "installationUpdate", TypingPlace.Group, update => update["action"] = "remove");
        Assert.Null(await PlaceAsync(world, TypingPlace.Group.Id));
    }

    [Fact]
    public async Task Who_comes_into_an_incidents_chat_and_goes_is_recorded()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(TypingPlace.Group, "P3 Company");
        await world.SaysAsync(TypingPlace.Alone, world.Grace, "help");

        await SendUpdateAsync(world, "conversationUpdate", TypingPlace.Group, update => update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = world.Grace.UserId, ["aadObjectId"] = world.Grace.Id }));
        await SendUpdateAsync(world, "conversationUpdate", TypingPlace.Group, update => update["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = world.Grace.UserId }));

        Assert.Equal("Grace Hopper", Assert.Single(await world.LoggedAsync(incident, "joined"))["by"]!["name"]!.GetValue<string>());
        Assert.Single(await world.LoggedAsync(incident, "left"));
    }

    [Fact]
    public async Task The_doctor_says_whether_and_how_much_is_heard()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        Assert.Contains(await ExamineAsync(world), finding => finding is { Kind: FindingKind.Warning, What: "Nothing ever came from Teams." });

        await world.StartHereAsync(Thread, "P3 Doctor");
        Assert.Contains(await ExamineAsync(world), finding => finding.Kind == FindingKind.Warning && finding.What.Contains("hears only what mentions it", StringComparison.Ordinal));

        await world.SaysAsync(Thread, world.Grace, "just talking");
        var findings = await ExamineAsync(world);
        Assert.Contains(findings, finding => finding.Kind == FindingKind.Ok && finding.What.Contains("In 1 of 1 chats and channels", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.What.StartsWith("Teams last delivered", StringComparison.Ordinal));
        Assert.DoesNotContain("not-told-to-anybody", string.Join('\n', findings), StringComparison.Ordinal);
    }

    private static async Task SendUpdateAsync(TeamsWorld world, string type, TypingPlace place, Action<JsonObject> change)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var update = world.Activity(type, place, world.Ada, "f:" + world.NextId());
        change(update);
        Assert.Equal(200, await world.SendAsync(update));
    }

    private static Task<TeamsPlace?> PlaceAsync(TeamsWorld world, string id) => world.Bot.Get<TeamsConversationStore>().FindAsync(TeamsWorld.Tenant, id, TeamsWorld.Cancel);

    private static async Task<List<Finding>> ExamineAsync(TeamsWorld world)
    {
        var findings = new List<Finding>();
        await foreach (var finding in world.Bot.Get<Doctor>().ExamineAsync(TeamsWorld.Cancel))
            findings.Add(finding);
        return findings;
    }
}
