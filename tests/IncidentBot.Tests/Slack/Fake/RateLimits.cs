using System.Collections.Concurrent;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>How often the bot may call. Lenient unless a test turns it strict, so that the others stay fast.</summary>
public sealed class RateLimits(TimeProvider clock)
{
    private static readonly int[] CallsAMinute = [0, 1, 20, 50, 100];

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new();

    /// <summary>Slack's own limits: a method by its tier, and posts one a second in a channel, three in a burst.</summary>
    public bool IsStrict { get; set; }

    /// <summary>As for apps that are distributed outside the Marketplace: history one call a minute and fifteen messages at a time.</summary>
    public bool IsDistributed { get; set; }

    /// <returns>How long to wait, in whole seconds; nothing where the call may go on.</returns>
    internal int? WaitFor(ApiMethod method, ApiCall call)
    {
        if (IsDistributed && method.Name is ("conversations.history" or "conversations.replies"))
            return Wait(method.Name + " distributed", 1 / 60.0, 1);
        if (!IsStrict)
            return null;

        var (key, perSecond, burst) = method.Name == "chat.postMessage"
            ? ($"post {call.Text("channel")}", 1.0, 3.0)
            : (method.Name, CallsAMinute[method.Tier] / 60.0, CallsAMinute[method.Tier]);
        return Wait(key, perSecond, burst);
    }

    private int? Wait(string key, double perSecond, double burst) =>
        _buckets.GetOrAdd(key, _ => new Bucket(burst, clock.GetTimestamp())).Take(perSecond, burst, clock);

    private sealed class Bucket(double tokens, long filledAt)
    {
        private double _tokens = tokens;
        private long _filledAt = filledAt;

        public int? Take(double perSecond, double burst, TimeProvider clock)
        {
            lock (this)
            {
                _tokens = Math.Min(burst, _tokens + clock.GetElapsedTime(_filledAt).TotalSeconds * perSecond);
                _filledAt = clock.GetTimestamp();
                if (_tokens < 1)
                    return (int)Math.Max(1, Math.Ceiling((1 - _tokens) / perSecond));

                _tokens--;
                return null;
            }
        }
    }
}
