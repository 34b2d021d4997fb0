using System.Collections.Concurrent;
using System.Data.Common;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>
/// The names behind Slack's ids, from memory. One that is not known is asked for, once for all who wait, and only for a
/// moment: what cannot be had in time appears under its bare id, and is known the next time.
/// </summary>
public sealed partial class SlackNames(SlackNameSource source, NameStore store, TimeProvider time, ILogger<SlackNames> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(string Team, string Id), SlackName> _known = new();
    private readonly ConcurrentDictionary<(string Team, string Id), Lazy<Task>> _asking = new();
    private readonly ConcurrentDictionary<(string Team, string Id), DateTimeOffset> _askAgainAt = new();

    /// <summary>Slack did not tell a name in time; its id stands in its place, until somebody mends that.</summary>
    public event Action<string, string>? StandsBare;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var name in await store.AllAsync(SlackPlatform.Slack, cancellationToken))
            Keep(new SlackName(name));
    }

    public SlackName? Find(string team, string id) => _known.GetValueOrDefault((team, id));

    /// <param name="otherwise">The name that came along, for one that is not known.</param>
    public Person Person(string team, string id, string? otherwise = null) =>
        Find(team, id)?.Person ?? new Person(SlackAddress.Of(team, id), otherwise ?? id);

    public TimeZoneInfo Zone(string team, string id) => Find(team, id)?.Zone ?? TimeZoneInfo.Utc;

    /// <inheritdoc cref="SlackStanding.Read"/>
    public Standing Standing(string team, string id, string? userTeam, string? enterprise) =>
        SlackStanding.Read(Find(team, id)?.Known.Standing, team, userTeam, enterprise);

    /// <summary>Sees to it that names are known, as far as that is possible now.</summary>
    public ValueTask KnowAsync(string team, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        List<Task>? waiting = null;
        List<string>? missing = null;
        foreach (var id in ids)
        {
            if (!IsAskedFor(team, id, out var isMissing))
                continue;

            var asked = Ask(team, id);
            if (isMissing)
            {
                (waiting ??= []).Add(asked);
                (missing ??= []).Add(id);
            }
        }

        return waiting is null ? ValueTask.CompletedTask : WaitAsync(team, missing!, waiting, cancellationToken);
    }

    /// <summary>Slack says that a name has changed. Those that nobody needed yet are not collected.</summary>
    public Task TakeAsync(SlackName? changed, CancellationToken cancellationToken) =>
        changed is not null && _known.ContainsKey(KeyOf(changed)) ? KeepAndSaveAsync(changed, cancellationToken) : Task.CompletedTask;

    private bool IsAskedFor(string team, string id, out bool isMissing)
    {
        var known = Find(team, id);
        isMissing = known is null;
        var isPersonOfOld = known is { Known.Standing: null } && id is ['U' or 'W', ..];
        if (known is not null && !isPersonOfOld && time.GetUtcNow() - known.Known.FetchedAt < FreshFor)
            return false;

        return id.Length > 0 && (!_askAgainAt.TryGetValue((team, id), out var at) || time.GetUtcNow() >= at);
    }

    private Task Ask(string team, string id) =>
        _asking.GetOrAdd((team, id), key => new Lazy<Task>(() => AskAsync(key.Team, key.Id))).Value;

    private async ValueTask WaitAsync(string team, List<string> missing, List<Task> waiting, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(waiting).WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // They will be known the next time.
        }

        foreach (var id in missing.Where(id => Find(team, id) is null))
            StandsBare?.Invoke(team, id);
    }

    private async Task AskAsync(string team, string id)
    {
        await Task.Yield();
        try
        {
            foreach (var name in await source.FetchAsync(team, id, CancellationToken.None))
                await KeepAndSaveAsync(name, CancellationToken.None);
        }
        catch (Exception unknown) when (unknown is SlackApiException or HttpRequestException or TaskCanceledException or IOException)
        {
            LogUnknown(id, unknown.Message);
        }
        finally
        {
            _askAgainAt[(team, id)] = time.GetUtcNow() + PauseAfterFailure;
            _asking.TryRemove((team, id), out _);
        }
    }

    private async Task KeepAndSaveAsync(SlackName name, CancellationToken cancellationToken)
    {
        Keep(name);
        try
        {
            await store.SaveAsync(name.Known, cancellationToken);
        }
        catch (Exception away) when (away is DbException or TimeoutException or StorageAwayException)
        {
            LogUnsaved(away.Message);
        }
    }

    private void Keep(SlackName name) => _known[KeyOf(name)] = name;

    private static (string Team, string Id) KeyOf(SlackName name)
    {
        var path = name.Known.Id.AsSpan(SlackPlatform.Slack.Length + 1);
        var slash = path.IndexOf('/');
        return (path[..Math.Max(0, slash)].ToString(), path[(slash + 1)..].ToString());
    }

    [LoggerMessage(LogLevel.Warning, "Slack tells no name for {Id} ({Reason}); asking again in a minute")]
    private partial void LogUnknown(string id, string reason);

    [LoggerMessage(LogLevel.Warning, "A name could not be saved ({Reason}); it is fetched again after a restart")]
    private partial void LogUnsaved(string reason);
}
