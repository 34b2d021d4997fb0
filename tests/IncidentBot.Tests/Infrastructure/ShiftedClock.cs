namespace IncidentBot.Tests.Infrastructure;

/// <summary>Runs like any clock, but on another day, and jumps where a test tells it to. Waiting takes its real time.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _shift;

    public ShiftedClock(DateTimeOffset now) => MoveTo(now);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    public void MoveTo(DateTimeOffset now) => _shift = now - System.GetUtcNow();
}
