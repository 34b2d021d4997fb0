using System.Net.WebSockets;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Socket Mode: the same people, the same payloads, another way.</summary>
public sealed class FakeSocketTests : IAsyncLifetime
{
    private FakeSlack _slack = null!;
    private BareClient _api = null!;
    private FakeChannel _room = null!;
    private FakePerson _ada = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _slack.Inbox.Transport = Transport.Socket;
        _api = new BareClient(_slack, FakeSlack.AppToken);
        _room = _slack.NewChannel("room", withBot: true);
        _ada = _slack.Person("Ada");
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Opens_to_the_apps_token_alone_and_once_for_each_ticket()
    {
        using var bot = new BareClient(_slack);
        var address = await AddressAsync();

        await using var first = await BareSocketBot.ConnectAsync(address, Cancel);
        await Eventually.TrueAsync(() => !first.Got.IsEmpty, "it says hello", Cancel);

        Assert.Equal("not_allowed_token_type", await bot.ErrorAsync("apps.connections.open"));
        Assert.Equal("not_allowed_token_type", await _api.ErrorAsync("auth.test"));
        await Assert.ThrowsAsync<WebSocketException>(() => BareSocketBot.ConnectAsync(address, Cancel));
        Assert.Equal("hello", first.Got.First()["type"]!.GetValue<string>());
        Assert.Equal(1, first.Got.First()["num_connections"]!.GetValue<int>());
    }

    [Fact]
    public async Task Brings_events_commands_and_interactions_each_to_one_connection_in_turn()
    {
        await using var one = await ConnectAsync();
        await using var two = await ConnectAsync();
        one.Answer = two.Answer = envelope => envelope["type"]!.GetValue<string>() == "slash_commands" ? """{"response_type":"in_channel","text":"heard"}""" : null;

        var said = await _ada.SaysAsync(_room, "hello");
        var command = await _ada.CommandsAsync(_room, "/incident", "help me");
        var shortcut = await _ada.UsesShortcutAsync("declare_incident");
        await _slack.Inbox.EmptyAsync();

        var envelopes = one.Envelopes.Concat(two.Envelopes).ToList();
        Assert.True(said.Delivery.IsAcknowledged);
        Assert.Equal(("heard", true, 200), (command.Text, command.IsForAll, shortcut.Status));
        Assert.NotEmpty(one.Envelopes);
        Assert.NotEmpty(two.Envelopes);
        Assert.Equal(["events_api", "events_api", "interactive", "slash_commands"], envelopes.Select(envelope => envelope["type"]!.GetValue<string>()).Order());
        Assert.Equal("help me", envelopes.Single(envelope => envelope["type"]!.GetValue<string>() == "slash_commands")["payload"]!["text"]!.GetValue<string>());
        Assert.All(envelopes, envelope => Assert.Equal(envelope["type"]!.GetValue<string>() != "events_api", envelope["accepts_response_payload"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Brings_an_envelope_again_whose_connection_broke()
    {
        var first = await ConnectAsync();
        first.Acknowledges = false;
        var saying = _ada.SaysAsync(_room, "hello");
        await Eventually.TrueAsync(() => first.Envelopes.Any(), "it came", Cancel);

        _slack.Inbox.Socket.DropAll();
        await using var second = await ConnectAsync();
        var said = await saying;

        Assert.True(said.Delivery.IsAcknowledged);
        Assert.Equal(first.Envelopes.Single()["envelope_id"]!.GetValue<string>(), second.Envelopes.Single()["envelope_id"]!.GetValue<string>());
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Tries_an_event_again_that_nobody_acknowledged()
    {
        await using var bot = await ConnectAsync();
        bot.Acknowledges = false;
        _slack.Inbox.EventPatience = TimeSpan.FromMilliseconds(50);

        var said = await _ada.SaysAsync(_room, "hello");

        Assert.Equal([0, 0, 0, 0], said.Delivery.Statuses);
        Assert.Equal([0, 1, 2, 3], bot.Envelopes.Select(envelope => envelope["retry_attempt"]!.GetValue<int>()));
        Assert.Single(bot.Envelopes.Select(envelope => envelope["payload"]!["event_id"]!.GetValue<string>()).Distinct());
    }

    [Fact]
    public async Task Goes_another_way_when_a_connection_is_dead_and_nobody_noticed()
    {
        await using var dead = await ConnectAsync();
        _slack.Inbox.Socket.Connections.Single().Freeze();
        await using var alive = await ConnectAsync();
        _slack.Inbox.EventPatience = TimeSpan.FromMilliseconds(500);

        var first = await _ada.SaysAsync(_room, "one");
        var second = await _ada.SaysAsync(_room, "two");

        Assert.True(first.Delivery.IsAcknowledged && second.Delivery.IsAcknowledged);
        Assert.Empty(dead.Envelopes);
        Assert.Equal(2, alive.Envelopes.Count());
    }

    [Fact]
    public async Task Says_before_it_ends_a_connection_which_works_until_then()
    {
        await using var old = await ConnectAsync();
        var connection = _slack.Inbox.Socket.Connections.Single();
        _slack.Inbox.Socket.Grace = TimeSpan.FromMilliseconds(300);

        await _slack.Inbox.Socket.AnnounceEndAsync(connection, "warning");
        var said = await _ada.SaysAsync(_room, "still heard");
        await Eventually.TrueAsync(() => old.State != WebSocketState.Open, "it ends", Cancel);

        Assert.True(said.Delivery.IsAcknowledged);
        Assert.Contains(old.Got, message => message["type"]!.GetValue<string>() == "disconnect" && message["reason"]!.GetValue<string>() == "warning");
    }

    [Fact]
    public async Task Lets_nobody_in_after_the_link_was_disabled()
    {
        await using var bot = await ConnectAsync();

        await _slack.Inbox.Socket.DisableLinkAsync();
        await Eventually.TrueAsync(() => bot.State != WebSocketState.Open, "it ends", Cancel);

        Assert.Contains(bot.Got, message => message["reason"]?.GetValue<string>() == "link_disabled");
        Assert.NotNull(await _api.ErrorAsync("apps.connections.open"));
    }

    [Fact]
    public async Task Has_room_for_ten_connections()
    {
        var bots = new List<BareSocketBot>();
        for (var number = 0; number < 10; number++)
            bots.Add(await ConnectAsync());

        await Assert.ThrowsAsync<WebSocketException>(ConnectAsync);
        Assert.Equal(10, _slack.Inbox.Socket.MostAtOnce);
        foreach (var bot in bots)
            await bot.DisposeAsync();
    }

    private async Task<Uri> AddressAsync() => new((await _api.FormAsync("apps.connections.open"))["url"]!.GetValue<string>());

    private async Task<BareSocketBot> ConnectAsync()
    {
        var bot = await BareSocketBot.ConnectAsync(await AddressAsync(), Cancel);
        await Eventually.TrueAsync(() => !bot.Got.IsEmpty, "it is greeted", Cancel);
        return bot;
    }
}
