using System.Globalization;
using System.Net;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>The whole bot, which Slack reaches over a socket alone.</summary>
public sealed class SocketModeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Loses_and_doubles_nothing_while_connections_are_replaced()
    {
        await using var world = await CreateAsync();
        var incident = await world.StartIncidentAsync("P1 Payments down");
        world.Slack.Inbox.Socket.Grace = TimeSpan.FromMilliseconds(300);
        var said = new List<Task<Said>>();

        for (var second = 0; second < 5; second++)
        {
            said.AddRange(Enumerable.Range(0, 50).Select(number => world.Ada.SaysAsync(incident.Home, Line(second * 50 + number))));
            await Task.WhenAny(said);
            await world.Slack.Inbox.Socket.AnnounceEndAsync(world.Slack.Inbox.Socket.Connections[^1], second % 2 == 0 ? "refresh_requested" : "warning");
            await Task.WhenAll(said.TakeLast(50));
        }

        var deliveries = (await Task.WhenAll(said)).Select(message => message.Delivery);
        Assert.All(deliveries, delivery => Assert.True(delivery.IsAcknowledged));
        Assert.Equal(Enumerable.Range(0, 250).Select(Line), (await incident.SaidAsync()).Order(StringComparer.Ordinal));
        Assert.True(world.Slack.Inbox.Socket.MostAtOnce > 1);
    }

    [Fact]
    public async Task Loses_and_doubles_nothing_when_the_connection_breaks_in_between()
    {
        await using var world = await CreateAsync();
        var incident = await world.StartIncidentAsync("P1 Payments down");
        var said = Enumerable.Range(0, 100).Select(number => world.Ada.SaysAsync(incident.Home, Line(number))).ToList();

        await Task.WhenAny(said);
        world.Slack.Inbox.Socket.DropAll();
        await Task.WhenAll(said);
        await incident.CommandsAsync("note it works again -> nobody noticed");

        Assert.Equal(Enumerable.Range(0, 100).Select(Line), (await incident.SaidAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Acknowledges_nothing_that_it_cannot_keep_and_takes_it_when_it_comes_again()
    {
        await using var door = DatabaseDoor.To(await postgres.CreateDatabaseAsync());
        await using var world = await SlackWorld.CreateAsync(postgres, door.ConnectionString, Transport.Socket);
        var incident = await world.StartIncidentAsync("P1 The database itself");

        door.Shut();
        world.Slack.Inbox.EventPatience = TimeSpan.FromMilliseconds(500);
        var during = await world.Ada.SaysAsync(incident.Home, "during");
        var command = await world.Ada.CommandsAsync(incident.Home, "/incident", "note nobody writes this down");
        Assert.False(during.Delivery.IsAcknowledged);
        Assert.Contains("nothing was recorded", command.Text, StringComparison.Ordinal);

        door.Open();
        world.Slack.Inbox.EventPatience = TimeSpan.FromSeconds(20);
        await Eventually.GetAsync(async () =>
        {
            await world.Slack.Inbox.RedeliverAsync();
            Assert.Equal(["during"], await incident.SaidAsync());
            return true;
        }, SlackWorld.Cancel);
    }

    [Fact]
    public async Task Believes_no_request_while_there_is_no_signing_secret()
    {
        await using var world = await CreateAsync();

        using var answer = await world.Bot.Http.PostAsync(new Uri("/slack/events", UriKind.Relative), new StringContent("{}"), SlackWorld.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Hears_both_ways_where_both_are_set()
    {
        await using var world = await CreateAsync(("Slack:SigningSecret", FakeSlack.SigningSecret));
        var incident = await world.StartIncidentAsync("P1 Payments down");

        await world.Ada.SaysAsync(incident.Home, "over the socket");
        world.Slack.Inbox.Transport = Transport.Http;
        await world.Ada.SaysAsync(incident.Home, "over HTTP");

        Assert.Equal(["over the socket", "over HTTP"], await incident.SaidAsync());
    }

    private Task<SlackWorld> CreateAsync(params (string Name, string Value)[] settings) => SlackWorld.CreateAsync(postgres, Transport.Socket, null, settings);

    private static string Line(int number) => number.ToString("message 000", CultureInfo.InvariantCulture);
}
