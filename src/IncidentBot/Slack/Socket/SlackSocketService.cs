using System.Net.WebSockets;

namespace IncidentBot.Slack;

/// <summary>
/// Keeps a connection to Slack open. Before one ends the next is opened, and the old one finishes what it has in hand:
/// nothing is lost, and nobody waits.
/// </summary>
public sealed partial class SlackSocketService(SlackSocketDoor door, SlackSocketState state, TimeProvider time, ILogger<SlackSocketService> logger) : BackgroundService
{
    private static readonly TimeSpan ForTheOperator = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>A connection that lasted so long was a good one.</summary>
    private static readonly TimeSpan GoodLife = TimeSpan.FromSeconds(5);

    /// <summary>How long a replaced connection still hears what Slack has sent its way.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly List<Task> _retiring = [];
    private SlackSocket? _current;
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var pause = await LiveAsync(stoppingToken);
                await Task.Delay(pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
        finally
        {
            await Task.WhenAll([ReplaceAsync(null, stoppingToken), .. _retiring]);
        }
    }

    /// <summary>Opens a connection, and stays until it needs a successor.</summary>
    /// <returns>How long to wait before opening one.</returns>
    private async Task<TimeSpan> LiveAsync(CancellationToken stoppingToken)
    {
        var opened = await OpenAsync(stoppingToken);
        if (opened.Socket is not { } socket)
            return opened.Pause;

        var since = time.GetTimestamp();
        _retiring.RemoveAll(task => task.IsCompleted);
        _retiring.Add(ReplaceAsync(socket, stoppingToken));
        LogOpen();
        state.IsOpen = true;
        var end = await socket.Ending.WaitAsync(stoppingToken);
        state.IsOpen = end == SocketEnd.Renewed;
        if (end == SocketEnd.Disabled)
        {
            LogDisabled();
            _retiring.Add(ReplaceAsync(null, stoppingToken));
            return ForTheOperator;
        }

        LogEnding(end);
        _failures = end == SocketEnd.Renewed || time.GetElapsedTime(since) >= GoodLife ? 0 : _failures + 1;
        return _failures == 0 ? TimeSpan.Zero : NextPause();
    }

    private async Task<(SlackSocket? Socket, TimeSpan Pause)> OpenAsync(CancellationToken stoppingToken)
    {
        try
        {
            return (await door.OpenAsync(stoppingToken), default);
        }
        catch (SlackApiException refused) when (refused.IsOfInstallation || refused.IsFinal)
        {
            LogRefused(refused.Code);
            return (null, ForTheOperator);
        }
        catch (SlackApiException asked) when (asked.RetryAfter is { } pause)
        {
            return (null, pause);
        }
        catch (Exception away) when (away is SlackApiException or HttpRequestException or WebSocketException or OperationCanceledException or IOException
            && !stoppingToken.IsCancellationRequested)
        {
            _failures++;
            var pause = NextPause();
            LogAway(away is OperationCanceledException ? "no answer in time" : away.Message, pause);
            return (null, pause);
        }
    }

    /// <summary>One second, two, four … and some less, so that many bots do not come back all at once.</summary>
    private TimeSpan NextPause()
    {
        var seconds = Math.Min(Math.Pow(2, _failures - 1), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.5 + Random.Shared.NextDouble() / 2));
    }

    private Task ReplaceAsync(SlackSocket? next, CancellationToken stoppingToken)
    {
        var old = _current;
        _current = next;
        return old is null ? Task.CompletedTask : RetireAsync(old, stoppingToken);
    }

    private async Task RetireAsync(SlackSocket old, CancellationToken stoppingToken)
    {
        await using (old)
        {
            await old.Closed.WaitAsync(Overlap, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await old.FinishAsync();
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack delivers over a socket (Socket Mode)")]
    private partial void LogOpen();

    [LoggerMessage(LogLevel.Debug, "A connection to Slack is to be replaced: {End}")]
    private partial void LogEnding(SocketEnd end);

    [LoggerMessage(LogLevel.Error, "Socket Mode is turned off in the app's settings at api.slack.com/apps: nothing reaches the bot. Turn it on there, or leave Slack:AppToken empty and set Slack:SigningSecret. Trying again in five minutes.")]
    private partial void LogDisabled();

    [LoggerMessage(LogLevel.Error, "Slack does not accept Slack:AppToken ({Code}): nothing reaches the bot. Make one on the app's page at api.slack.com/apps, under Basic Information, App-Level Tokens, with the scope connections:write. Trying again in five minutes.")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Warning, "The socket to Slack could not be opened ({Reason}); trying again in {Pause}")]
    private partial void LogAway(string reason, TimeSpan pause);
}
