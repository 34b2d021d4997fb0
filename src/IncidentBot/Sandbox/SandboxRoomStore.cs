using Dapper;
using Npgsql;

namespace IncidentBot.Sandbox;

public sealed class SandboxRoomStore(NpgsqlDataSource dataSource)
{
    /// <summary>Makes a room, unless it is there.</summary>
    public Task OpenAsync(SandboxRoom room, DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync("""
        insert into sandbox_rooms (id, topic, only_for, clock_at, clock_set_at, created_at)
        values (@Id, @Topic, @OnlyFor, @clockAt, @clockSetAt, @now)
        on conflict (id) do nothing
        """, new { room.Id, room.Topic, room.OnlyFor, clockAt = room.Clock?.At.UtcDateTime, clockSetAt = room.Clock?.SetAt.UtcDateTime, now = now.UtcDateTime }, cancellationToken);

    /// <summary>In the order in which they were made.</summary>
    public async Task<IReadOnlyList<SandboxRoom>> AllAsync(CancellationToken cancellationToken)
    {
        const string sql = "select id, topic, only_for, clock_at, clock_set_at from sandbox_rooms order by created_at, id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Topic, string? OnlyFor, DateTime? ClockAt, DateTime? ClockSetAt)>(
            new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new SandboxRoom(row.Id, row.Topic, row.OnlyFor, ClockOf(row.ClockAt, row.ClockSetAt)))];
    }

    public async Task<SandboxRoom?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).FirstOrDefault(room => room.Id == id);

    public Task SetTopicAsync(string room, string topic, CancellationToken cancellationToken) =>
        ExecuteAsync("update sandbox_rooms set topic = @topic where id = @room", new { room, topic }, cancellationToken);

    public Task SetClockAsync(string room, RoomClock clock, CancellationToken cancellationToken) => ExecuteAsync(
        "update sandbox_rooms set clock_at = @at, clock_set_at = @setAt where id = @room",
        new { room, at = clock.At.UtcDateTime, setAt = clock.SetAt.UtcDateTime }, cancellationToken);

    private static RoomClock? ClockOf(DateTime? at, DateTime? setAt) =>
        at is null || setAt is null ? null : new RoomClock(new DateTimeOffset(at.Value, TimeSpan.Zero), new DateTimeOffset(setAt.Value, TimeSpan.Zero));

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
