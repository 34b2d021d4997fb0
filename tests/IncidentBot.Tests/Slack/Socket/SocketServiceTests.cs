using System.Collections.Concurrent;
using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>How the bot keeps its connections, on a clock that a test moves.</summary>
public sealed class SocketServiceTests : IAsyncLifetime, ILogger<SlackSocketService>
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = new();
    private FakeSlack _slack = null!;
    private ServiceProvider _services = null!;
    private SlackSocketService _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _slack = await FakeSlack.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Stops_where_Socket_Mode_was_turned_off_says_so_once_and_looks_again_after_five_minutes()
    {
        await StartAsync(FakeSlack.AppToken);
        await Eventually.TrueAsync(() => _slack.Inbox.Socket.Connections.Count == 1, "it is connected", Cancel);

        await _slack.Inbox.Socket.DisableLinkAsync();
        await Eventually.TrueAsync(() => _log.Any(line => line.Level == LogLevel.Error), "it says so", Cancel);
        _slack.Inbox.Socket.IsOn = true;
        var since = _clock.GetUtcNow();
        await ConnectsAgainAsync();

        Assert.True(_clock.GetUtcNow() - since >= TimeSpan.FromMinutes(5));
        Assert.Contains("turned off", Assert.Single(_log, line => line.Level == LogLevel.Error).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_setting_whose_token_Slack_does_not_take_and_asks_no_more_for_five_minutes()
    {
        await StartAsync("xapp-wrong");
        await Eventually.TrueAsync(() => _log.Any(line => line.Level == LogLevel.Error), "it says so", Cancel);
        var since = _clock.GetUtcNow();
        await Eventually.TrueAsync(() => { _clock.Advance(TimeSpan.FromSeconds(1)); return _slack.CallsOf("apps.connections.open").Count() == 2; }, "it asks again", Cancel);

        var said = _log.First(line => line.Level == LogLevel.Error).Text;
        Assert.True(_clock.GetUtcNow() - since >= TimeSpan.FromMinutes(5));
        Assert.Contains("Slack:AppToken (invalid_auth)", said, StringComparison.Ordinal);
        Assert.DoesNotContain("xapp-wrong", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_again_soon_where_Slack_is_away()
    {
        _slack.Faults.Next("apps.connections.open", Fault.Html500, Fault.Html500, Fault.TooMany(7));
        await StartAsync(FakeSlack.AppToken);

        var since = _clock.GetUtcNow();
        await ConnectsAgainAsync();

        // Half a second, a second and what Slack asked for, at the least.
        Assert.True(_clock.GetUtcNow() - since >= TimeSpan.FromSeconds(0.5 + 1 + 7));
        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Information], _log.Select(line => line.Level));
    }

    [Fact]
    public async Task Opens_the_next_connection_before_the_old_one_ends()
    {
        await StartAsync(FakeSlack.AppToken);
        await Eventually.TrueAsync(() => _slack.Inbox.Socket.Connections.Count == 1, "it is connected", Cancel);
        var first = _slack.Inbox.Socket.Connections.Single();

        await _slack.Inbox.Socket.AnnounceEndAsync(first, "warning");
        await Eventually.TrueAsync(() => _slack.Inbox.Socket.MostAtOnce == 2, "both are open", Cancel);
        await Eventually.TrueAsync(() => { _clock.Advance(TimeSpan.FromSeconds(1)); return first.IsClosedByApp; }, "the old one is closed", Cancel);

        Assert.NotSame(first, Assert.Single(_slack.Inbox.Socket.Connections, connection => !connection.IsClosedByApp));
    }

    [Fact]
    public async Task Closes_its_connection_when_the_bot_stops()
    {
        await StartAsync(FakeSlack.AppToken);
        await Eventually.TrueAsync(() => _slack.Inbox.Socket.Connections.Count == 1, "it is connected", Cancel);
        var connection = _slack.Inbox.Socket.Connections.Single();

        await _service.StopAsync(Cancel);

        Assert.True(connection.IsClosedByApp);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Enqueue((logLevel, formatter(state, exception)));

    private Task ConnectsAgainAsync() =>
        Eventually.TrueAsync(() => { _clock.Advance(TimeSpan.FromSeconds(1)); return _slack.Inbox.Socket.Connections.Count == 1; }, "it is connected", Cancel);

    private async Task StartAsync(string appToken)
    {
        var options = Options.Create(new SlackOptions { AppToken = appToken, BotToken = FakeSlack.BotToken, ApiBaseUrl = _slack.ApiBaseUrl.ToString() });
        _services = new ServiceCollection()
            .AddMetrics().AddHttpClient().AddLogging().AddSingleton<SlackCounters>().AddSingleton<TimeProvider>(_clock).AddSingleton(options)
            .AddSingleton<SlackProbe>().AddSingleton<SlackLateAnswers>()
            .AddSingleton(provider => new SlackInteractions(null!, null!, null!, null!, null!, provider.GetRequiredService<SlackCounters>()))
            // No events and no commands come in these tests.
            .AddSingleton(provider => new SlackDeliveries(null!, null!, provider.GetRequiredService<SlackInteractions>()))
            .AddSingleton<SocketDeliveries>().AddSingleton<SlackSocketDoor>()
            .BuildServiceProvider();
        _service = new SlackSocketService(_services.GetRequiredService<SlackSocketDoor>(), new SlackSocketState(), _clock, this);
        await _service.StartAsync(Cancel);
    }
}
