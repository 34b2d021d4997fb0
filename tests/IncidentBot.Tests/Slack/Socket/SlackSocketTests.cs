using System.Net.WebSockets;
using IncidentBot.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>One connection, frame by frame.</summary>
public sealed class SlackSocketTests : IAsyncLifetime
{
    private const string Pressed = """{"envelope_id":"e1","type":"interactive","accepts_response_payload":true,"payload":{"type":"shortcut"}}""";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<SlackCounters>().BuildServiceProvider();
    private SocketPair _pair = null!;
    private SlackSocket _socket = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var counters = _services.GetRequiredService<SlackCounters>();
        _pair = await SocketPair.OpenAsync(Cancel);
        // Nothing but interactions comes in these tests.
        var deliveries = new SocketDeliveries(new SlackDeliveries(null!, null!, new SlackInteractions(null!, null!, null!, null!, null!, counters)), null!, counters, NullLogger<SocketDeliveries>.Instance);
        _socket = new SlackSocket(new SocketWire(_pair.Bot), deliveries, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync();
        _pair.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Acknowledges_what_it_took()
    {
        await _pair.SayAsync(Cancel, Pressed);

        Assert.Equal("""{"envelope_id":"e1"}""", await _pair.HearAsync(Cancel));
    }

    [Fact]
    public async Task Puts_the_frames_of_a_message_together()
    {
        await _pair.SayAsync(Cancel, Pressed[..10], Pressed[10..50], Pressed[50..]);

        Assert.Equal("""{"envelope_id":"e1"}""", await _pair.HearAsync(Cancel));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"tomorrow's news"}""")]
    public async Task Passes_over_what_means_nothing(string garbage)
    {
        await _pair.SayAsync(Cancel, garbage);
        await _pair.SayAsync(Cancel, Pressed);

        Assert.Equal("""{"envelope_id":"e1"}""", await _pair.HearAsync(Cancel));
    }

    [Fact]
    public async Task Passes_over_what_is_larger_than_memory_can_bear()
    {
        var half = new string('x', IncomingBody.Largest / 2 + 1);
        await _pair.SayAsync(Cancel, """{"envelope_id":"e0","type":"interactive","payload":{"x":" """, half, half, "\"}}");
        await _pair.SayAsync(Cancel, Pressed);

        Assert.Equal("""{"envelope_id":"e1"}""", await _pair.HearAsync(Cancel));
    }

    [Fact]
    public async Task Acknowledges_kinds_of_deliveries_that_it_does_not_know()
    {
        await _pair.SayAsync(Cancel, """{"envelope_id":"e2","type":"of_tomorrow","payload":{}}""");

        Assert.Equal("""{"envelope_id":"e2"}""", await _pair.HearAsync(Cancel));
    }

    [Theory]
    [InlineData("warning", SocketEnd.Renewed)]
    [InlineData("refresh_requested", SocketEnd.Renewed)]
    [InlineData("link_disabled", SocketEnd.Disabled)]
    public async Task Tells_why_another_connection_is_needed_and_works_until_it_is_there(string reason, SocketEnd end)
    {
        await _pair.SayAsync(Cancel, """{"type":"hello","num_connections":1}""");
        await _pair.SayAsync(Cancel, $$"""{"type":"disconnect","reason":"{{reason}}"}""");
        await _socket.Hello.WaitAsync(Cancel);

        Assert.Equal(end, await _socket.Ending.WaitAsync(Cancel));
        await _pair.SayAsync(Cancel, Pressed);
        Assert.Equal("""{"envelope_id":"e1"}""", await _pair.HearAsync(Cancel));
    }

    [Fact]
    public async Task Says_goodbye_and_takes_nothing_any_more_when_it_finishes()
    {
        var finishing = _socket.FinishAsync();
        await _pair.SayAsync(Cancel, Pressed);

        var heard = await _pair.Slack.ReceiveAsync(new byte[1024].AsMemory(), Cancel);
        await _pair.Slack.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        await finishing.WaitAsync(Cancel);

        Assert.Equal(WebSocketMessageType.Close, heard.MessageType);
        Assert.Equal(SocketEnd.Lost, await _socket.Ending.WaitAsync(Cancel));
    }

    [Fact]
    public async Task Knows_that_it_was_cut()
    {
        _pair.Slack.Abort();

        Assert.Equal(SocketEnd.Lost, await _socket.Ending.WaitAsync(Cancel));
    }

    [Fact]
    public void An_answer_that_Slack_would_drop_takes_the_other_way()
    {
        var small = new SocketAcknowledgement("e", SlackAnswer.Say("short", isForAll: true), CarriesAnswer: true, "https://hooks.slack.com/1");
        var large = small with { Answer = SlackAnswer.Say(new string('x', 20_000), isForAll: true) };

        Assert.False(small.IsTooLarge);
        Assert.True(large.IsTooLarge);
        Assert.False((large with { ResponseUrl = "" }).IsTooLarge);
    }
}
