using System.Text.Json.Nodes;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Teams;

/// <summary>Where people of another organisation may read along, no incident lives, and what the bot answers the sender alone is told.</summary>
public sealed class SharedPlacesTests(PostgresFixture postgres)
{
    private static readonly TypingPlace Thread = TypingPlace.Thread("1772442000000");

    [Fact]
    public async Task A_shared_channel_is_known_from_the_first_activity_that_says_so()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        await SendAsync(world, Thread, "{bot} help", message => message["channelData"]!["channel"]!["type"] = "shared");

        await world.SaysAsync(Thread, world.Ada, "{bot} start P3 Overheard --here");
        await world.SaysAsync(TypingPlace.Thread("1772442000999"), world.Ada, "{bot} start P3 Overheard in the next thread --here");

        Assert.Equal(0, await world.CountAsync("count(*) from incidents"));
        Assert.Equal(3, await world.CountAsync("count(*) from outbox where kind = 'PrivateErrand'"));
        Assert.Equal(3, await world.CountAsync("count(*) from outbox"));
        Assert.True((await world.Bot.Get<TeamsConversationStore>().FindAsync(TeamsWorld.Tenant, Thread.Id, TeamsWorld.Cancel))!.IsShared);
    }

    [Fact]
    public async Task Where_somebody_of_another_tenant_speaks_others_read_along()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        await SendAsync(world, TypingPlace.Group, "{bot} help", message => message["from"]!["tenantId"] = "another");

        await world.SaysAsync(TypingPlace.Group, world.Ada, "{bot} start P3 Overheard --here");

        Assert.Equal(0, await world.CountAsync("count(*) from incidents"));
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("private")]
    public async Task Other_channels_are_not_shared(string type)
    {
        await using var world = await TeamsWorld.StartAsync(postgres);

        await SendAsync(world, Thread, "{bot} start P3 Among us --here", message => message["channelData"]!["channel"]!["type"] = type);

        await world.HeardAsync(Thread, "Among us");
    }

    private static async Task SendAsync(TeamsWorld world, TypingPlace place, string text, Action<JsonObject> change)
    {
        var message = world.Message(place, world.Ada, text);
        change(message);
        Assert.Equal(200, await world.SendAsync(message));
    }
}
