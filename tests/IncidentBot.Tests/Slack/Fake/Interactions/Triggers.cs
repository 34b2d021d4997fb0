using System.Collections.Concurrent;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Each command, press and shortcut brings a trigger: for as long as the inbox has patience, and for one view.</summary>
internal sealed class Triggers(TimeProvider clock, Func<TimeSpan> life)
{
    private readonly ConcurrentDictionary<string, Trigger> _issued = new();

    /// <param name="id">One that was given before, for what comes twice.</param>
    public Trigger Issue(FakeUser user, FakeView? from = null, string? id = null) =>
        _issued.GetOrAdd(id ?? $"{Guid.NewGuid():N}.trigger", key => new Trigger(key, user, from, clock.GetUtcNow()));

    /// <exception cref="SlackError">The trigger opens nothing.</exception>
    public Trigger Spend(string id)
    {
        if (!_issued.TryGetValue(id, out var trigger))
            throw new SlackError("invalid_trigger_id", "[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]");
        if (!trigger.TrySpend())
            throw new SlackError("exchanged_trigger_id");
        return clock.GetUtcNow() - trigger.IssuedAt > life() ? throw new SlackError("expired_trigger_id") : trigger;
    }
}

/// <param name="From">The view in which the person pressed, if it was one.</param>
internal sealed record Trigger(string Id, FakeUser User, FakeView? From, DateTimeOffset IssuedAt)
{
    private int _isSpent;

    /// <summary>Done when a view was opened with it.</summary>
    public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool TrySpend() => Interlocked.Exchange(ref _isSpent, 1) == 0;
}
