using System.Collections.Concurrent;

namespace IncidentBot.Teams;

/// <summary>
/// Teams' budget of each conversation, kept from our side so that it is not run into: 7 messages a second, 60 in half a
/// minute. Source: "Optimize your bot with rate limiting".
/// </summary>
public sealed class TeamsPacing(TimeProvider time)
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan InTheLongRun = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Burst = 30 * InTheLongRun;

    private readonly ConcurrentDictionary<string, Pace> _paces = new(StringComparer.Ordinal);

    /// <summary>Takes a place in the queue of a conversation.</summary>
    /// <returns>How long to wait for it.</returns>
    public TimeSpan Reserve(string conversation) => _paces.GetOrAdd(conversation, static _ => new Pace()).Reserve(time.GetUtcNow());

    /// <summary>What is left of the pause that Teams asked for.</summary>
    public TimeSpan? HeldFor(string conversation) =>
        _paces.TryGetValue(conversation, out var pace) && pace.HeldUntil - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : null;

    public void Hold(string conversation, TimeSpan pause) => _paces.GetOrAdd(conversation, static _ => new Pace()).HeldUntil = time.GetUtcNow() + pause;

    private sealed class Pace
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _next;
        private DateTimeOffset _spent;

        public DateTimeOffset HeldUntil { get; set; }

        public TimeSpan Reserve(DateTimeOffset now)
        {
            lock (_lock)
            {
                _spent = Later(_spent, now) + InTheLongRun;
                var turn = Later(Later(_next, now), _spent - Burst);
                _next = turn + Apart;
                return turn - now;
            }
        }

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }
}
