using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class InvokesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_pressed_is_answered_by_whoever_knows_it()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var known = new Known();
        var press = world.Activity("invoke", TypingPlace.Group, world.Ada, "f:1");
        press["name"] = "task/fetch";
        var submit = world.Activity("message", TypingPlace.Group, world.Ada);
        submit["value"] = new JsonObject { ["c"] = "resolve" };

        var answer = await TakeAsync(world, known, press);
        var taken = await TakeAsync(world, known, submit);

        Assert.Equal((418, "task/fetch"), (answer.Status, answer.Body!.Value.GetString()));
        Assert.Equal((200, "resolve"), (taken.Status, known.Submitted));
        Assert.NotNull(await world.Bot.Get<TeamsPeopleStore>().FindAsync(TeamsWorld.Tenant, world.Ada.Id, TeamsWorld.Cancel));
    }

    private static async Task<TeamsAnswer> TakeAsync(TeamsWorld world, ITeamsInvokes invokes, JsonObject activity)
    {
        using var document = JsonDocument.Parse(activity.ToJsonString());
        var deliveries = new TeamsDeliveries(
            world.Bot.Get<TeamsTranslator>(), world.Bot.Get<TeamsMembership>(), world.Bot.Get<ChatEventHandler>(), invokes, NullLogger<TeamsDeliveries>.Instance);
        return await deliveries.TakeAsync(new TeamsActivity(document.RootElement), TeamsWorld.Cancel);
    }

    private sealed class Known : ITeamsInvokes
    {
        public string? Submitted { get; private set; }

        public Task<TeamsAnswer> TakeAsync(JsonElement activity, CancellationToken cancellationToken) =>
            Task.FromResult(new TeamsAnswer(418, activity.GetProperty("name").Clone()));

        public Task TakeSubmitAsync(JsonElement activity, CancellationToken cancellationToken)
        {
            Submitted = activity.GetProperty("value").GetProperty("c").GetString();
            return Task.CompletedTask;
        }
    }
}
