namespace IncidentBot.Sandbox;

/// <summary>What time it is in a room: the real time, unless an example was played there. Then its own, which runs on.</summary>
public sealed class SandboxClock(SandboxRoomStore rooms, TimeProvider time)
{
    public async Task<DateTimeOffset> NowAsync(string room, CancellationToken cancellationToken) =>
        RoomClock.Read((await rooms.FindAsync(room, cancellationToken))?.Clock, time.GetUtcNow());

    public Task SetAsync(string room, DateTimeOffset at, CancellationToken cancellationToken) =>
        rooms.SetClockAsync(room, new RoomClock(at, time.GetUtcNow()), cancellationToken);
}
