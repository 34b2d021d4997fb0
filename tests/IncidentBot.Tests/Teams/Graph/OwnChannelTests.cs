using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Npgsql;
using Xunit;
using static IncidentBot.Tests.Teams.Graph.GraphWorld;

namespace IncidentBot.Tests.Teams.Graph;

/// <summary>Incidents that get a channel of their own in Teams.</summary>
public sealed class OwnChannelTests(PostgresFixture postgres)
{
    private const string Start = "start P1 Checkout is down";

    [Fact]
    public async Task Start_opens_a_channel_and_the_card_begins_its_first_thread()
    {
        await using var world = await StartedAsync();
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);

        var channel = Assert.Single(world.Graph.Channels.Values);
        Assert.Equal($"{incident.Id}-checkout-is-down", (string?)channel["displayName"]);
        Assert.Equal((string?)channel["id"], incident.Home!.Channel.Split(';')[0]);
        Assert.Equal($"{incident.Id}-checkout-is-down", incident.HomeName);
        await world.BotSaysAsync("lives in");
        await Eventually.TrueAsync(
            () => ((string)channel["description"]!).StartsWith($"IncidentBot {incident.Id}: ", StringComparison.Ordinal), "the description says how things stand", Cancel);
    }

    [Fact]
    public async Task What_is_said_in_another_thread_of_it_is_in_the_log_once()
    {
        await using var world = await StartedAsync();
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);
        var thread = NewThreadOf(world, incident);

        await world.DeliverAsync(thread, Ada, world.Graph.Of(thread, thread.Split("messageid=")[1]));
        var said = await world.HeardAsync(thread, Grace, "<p>the pool is full</p>");
        await world.DeliverAsync(thread, Grace, said);
        world.Edit(said, "<p>the pool is exhausted</p>");
        var edit = world.Delivered(thread, Grace, said);
        (edit["type"], edit["channelData"]!["eventType"]) = ("messageUpdate", "editMessage");
        await world.PostAsync(edit);

        await world.SaysAsync(incident.Id.Value, "a second thread", "the pool is full");
        Assert.Single(await world.LoggedAsync(incident.Id.Value, "edit"));
        var source = new EventSource(TeamsAddress.Conversation(FakeConnector.Tenant, thread), (string)said["id"]!);
        Assert.Equal(
            source with { Conversation = incident.Home!, ThreadId = thread.Split("messageid=")[1] },
            await world.Bot.Get<TeamsOwnChannels>().AtHomeAsync(source, Cancel));
    }

    [Fact]
    public async Task A_command_in_another_thread_of_it_is_about_the_incident_and_answered_there()
    {
        await using var world = await StartedAsync();
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);
        var thread = NewThreadOf(world, incident);

        await world.CallAsync(thread, "severity P3");
        await world.CallAsync(thread, "help");

        await Eventually.TrueAsync(() => world.Bot.Teams.Conversations[thread].Said.Count > 0, "the bot answers in the thread", Cancel);
        Assert.Equal(Severity.P3, (await world.Bot.LookAsync(incident.Id)).Severity);
    }

    [Fact]
    public async Task A_channel_that_was_made_before_a_crash_is_found_again()
    {
        await using var world = await StartedAsync();
        world.Graph.AnswersToLose = 1;
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);

        Assert.Equal(incident.Home!.Channel.Split(';')[0], Assert.Single(world.Graph.Channels).Key);
        Assert.Equal(2, world.Graph.Calls.Count(call => call.StartsWith("POST ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        await using var world = await StartedAsync();
        foreach (var minute in Enumerable.Range(0, 10))
            world.Graph.DeletedNames.Add($"INC-2024-0115-{world.Bot.Clock.GetUtcNow().AddMinutes(minute - 5):HHmm}-checkout-is-down");
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);

        Assert.Equal($"{incident.Id}-checkout-is-down-2", (string?)Assert.Single(world.Graph.Channels.Values)["displayName"]);
    }

    [Theory]
    [InlineData("Channel.Create.Group", "Forbidden (Channel.Create.Group)")]
    [InlineData(null, "TooManyChannels")]
    public async Task Where_no_channel_can_be_made_it_is_a_thread_and_the_operator_is_told(string? lacking, string code)
    {
        await using var world = await StartedAsync();
        if (lacking is null)
            world.Graph.Fail(400, code);
        else
            world.Graph.Granted.Remove(lacking);
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);

        Assert.StartsWith($"{ConnectedBot.ChannelId};messageid=", incident.Home!.Channel, StringComparison.Ordinal);
        Assert.Empty(world.Graph.Channels);
        await using var command = world.Bot.Get<NpgsqlDataSource>().CreateCommand("select note from operator_notes");
        Assert.Equal($"{incident.Id} has no channel of its own: Graph says {code}. It lives in a thread.", await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task A_private_incident_gets_no_channel_that_the_team_could_read()
    {
        await using var world = await StartedAsync();
        await world.CallInChannelAsync($"{Start} --private");
        var incident = await LivingAsync(world);

        Assert.StartsWith("a:", incident.Home!.Channel, StringComparison.Ordinal);
        Assert.Empty(world.Graph.Channels);
    }

    [Fact]
    public async Task Without_the_setting_it_is_a_thread()
    {
        await using var world = await StartAsync(postgres);
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);

        Assert.StartsWith($"{ConnectedBot.ChannelId};messageid=", incident.Home!.Channel, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Graph.Calls, call => call.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_missed_in_its_threads_is_fetched()
    {
        await using var world = await StartedAsync();
        await world.CallInChannelAsync(Start);
        var incident = await LivingAsync(world);
        var thread = NewThreadOf(world, incident);
        await world.DeliverAsync(thread, Ada, world.Graph.Of(thread, thread.Split("messageid=")[1]));

        await world.Bot.WithoutItAsync(() =>
        {
            world.Said(thread, Grace, "<p>while it was away</p>");
            return Task.CompletedTask;
        });

        await world.SaysAsync(incident.Id.Value, "a second thread", "while it was away");
    }

    [Theory]
    [InlineData("", 1, "INC-2024-0115-1430")]
    [InlineData("checkout-is-down", 1, "INC-2024-0115-1430-checkout-is-down")]
    [InlineData("the-checkout-is-down-and-nobody-can-pay", 1, "INC-2024-0115-1430-the-checkout-is-down-and-nobody")]
    [InlineData("the-checkout-is-down-and-nobody-can-pay", 2, "INC-2024-0115-1430-the-checkout-is-down-and-nobo-2")]
    public void A_name_fits(string slug, int attempt, string name) => Assert.Equal(name, GraphChannels.NameOf(new IncidentId("INC-2024-0115-1430"), slug, attempt));

    private async Task<GraphWorld> StartedAsync()
    {
        var world = await StartAsync(postgres, ("Teams:OwnChannel", "true"));
        world.Graph.Granted.UnionWith(["Channel.Create.Group", "ChannelSettings.ReadWrite.Group"]);
        return world;
    }

    private static Task<Incident> LivingAsync(GraphWorld world) => Eventually.GetAsync(
        async () => (await world.Bot.Get<IncidentStore>().UnfiledAsync(Cancel)).SingleOrDefault(incident => incident.Home is not null) ?? throw new TimeoutException("It lives nowhere yet."), Cancel);

    private static string NewThreadOf(GraphWorld world, Incident incident) => world.NewThread("<p>a second thread</p>", channel: incident.Home!.Channel.Split(';')[0]);
}
