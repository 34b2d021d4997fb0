using System.Collections.Concurrent;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Tells all replicas which logs grew: a few times a second for all of them together, because a notification with each
/// commit would cost the road of a message more than the message does. Nothing is lost with it but an early redraw.
/// </summary>
public sealed partial class LogGrowth(NpgsqlDataSource dataSource, TimeProvider time, ILogger<LogGrowth> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<IncidentId, bool> _grown = new();

    public void Note(IncidentId incident) => _grown.TryAdd(incident, true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!_grown.IsEmpty)
                await TellAsync(stoppingToken);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var grown = _grown.Keys.ToArray();
        foreach (var incident in grown)
            _grown.TryRemove(incident, out _);

        try
        {
            await using var tell = dataSource.CreateCommand("select pg_notify('incident_log', id) from unnest($1) as id");
            tell.Parameters.Add(new NpgsqlParameter { Value = grown.Select(incident => incident.Value).ToArray() });
            await tell.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            LogUntold(away.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Open pages were not told of new messages ({Reason})")]
    private partial void LogUntold(string reason);
}
