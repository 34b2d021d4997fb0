using System.Collections.Concurrent;

namespace IncidentBot.Slack;

/// <summary>
/// Slack's budgets, kept from our side so that they are not run into: calls a minute by workspace and method, and a post
/// a second by channel. Short bursts are free. Source: docs.slack.dev "Rate limits".
/// </summary>
public sealed class SlackPacing(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Rate PerChannel = new(TimeSpan.FromSeconds(1), Burst: 3);

    private readonly ConcurrentDictionary<(string Team, string Method, string Channel), Pace> _paces = new();
    private readonly ConcurrentDictionary<(string Team, string Method), DateTimeOffset> _holds = new();

    /// <summary>Takes a place in the queue of a method.</summary>
    /// <returns>How long to wait for it.</returns>
    public TimeSpan Reserve(string team, string method, string? channel)
    {
        var (key, rate) = method == "chat.postMessage" ? ((team, method, channel ?? ""), PerChannel) : ((team, method, ""), RateOf(method));
        return _paces.GetOrAdd(key, static _ => new Pace()).Reserve(time.GetUtcNow(), rate);
    }

    /// <summary>What is left of the pause that Slack asked for.</summary>
    public TimeSpan? HeldFor(string team, string method) =>
        _holds.TryGetValue((team, method), out var until) && until - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : null;

    public void Hold(string team, string method, TimeSpan pause) => _holds[(team, method)] = time.GetUtcNow() + pause;

    private static Rate RateOf(string method)
    {
        var perMinute = method switch
        {
            "conversations.create" or "conversations.list" or "conversations.setTopic" or "conversations.setPurpose" => 20,
            "conversations.rename" or "conversations.archive" or "conversations.canvases.create" => 20,
            "usergroups.list" or "usergroups.users.list" or "pins.add" => 20,
            "bookmarks.add" or "bookmarks.edit" or "bookmarks.remove" => 20,
            "users.info" or "chat.postEphemeral" or "views.open" or "views.publish" or "views.update" => 100,
            _ => 50,
        };
        return new Rate(Minute / perMinute, perMinute);
    }

    private sealed record Rate(TimeSpan Interval, int Burst);

    private sealed class Pace
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _next = DateTimeOffset.MinValue;

        public TimeSpan Reserve(DateTimeOffset now, Rate rate)
        {
            lock (_lock)
            {
                var turn = _next > now ? _next : now;
                _next = turn + rate.Interval;
                var wait = turn - now - rate.Interval * (rate.Burst - 1);
                return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            }
        }
    }
}
