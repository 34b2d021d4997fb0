using System.Collections.Concurrent;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Asks again for names that Slack did not tell in time, and puts them where their ids stand.</summary>
public sealed partial class SlackLateNames(SlackNames names, NameStore store, NameMender mender, TimeProvider time, ILogger<SlackLateNames> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>What was written with the bare id may still be on its way into the log.</summary>
    private static readonly TimeSpan UntilStored = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(string Team, string Id), DateTimeOffset> _bare = new();
    private readonly HashSet<(string Team, string Id)> _noted = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        names.StandsBare += Note;
        try
        {
            using var timer = new PeriodicTimer(Pause, time);
            await TryAsync(LoadAsync, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var (bare, since) in _bare)
                    await TryAsync(cancellationToken => MendAsync(bare.Team, bare.Id, since, cancellationToken), stoppingToken);
            }
        }
        finally
        {
            names.StandsBare -= Note;
        }
    }

    private void Note(string team, string id) => _bare.TryAdd((team, id), time.GetUtcNow());

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, since) in await store.BareAsync(SlackPlatform.Slack, cancellationToken))
        {
            var bare = (SlackAddress.TeamOf(id), id[(id.LastIndexOf('/') + 1)..]);
            _bare[bare] = since;
            _noted.Add(bare);
        }
    }

    private async Task MendAsync(string team, string id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var whole = SlackAddress.Of(team, id);
        if (_noted.Add((team, id)))
            await store.NoteBareAsync(whole, since, cancellationToken);

        await names.KnowAsync(team, [id], cancellationToken);
        var age = time.GetUtcNow() - since;
        if (names.Find(team, id) is { } name && age >= UntilStored)
            await mender.MendAsync(name.Known, since, cancellationToken);
        else if (age < GiveUpAfter)
            return;

        await store.ForgetBareAsync(whole, cancellationToken);
        _bare.TryRemove((team, id), out _);
        _noted.Remove((team, id));
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            LogStorageAway(away.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Names that came late are not in their place yet ({Reason}); trying again")]
    private partial void LogStorageAway(string reason);
}
