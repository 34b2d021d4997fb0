using System.Collections.Immutable;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Which installation serves a workspace: from memory, which other replicas' news keep fresh, and looked up where memory knows of none.</summary>
public sealed partial class SlackInstallations : IDisposable
{
    /// <summary>The team to ask for while Slack has not said whose the settings' token is.</summary>
    public const string NotKnownYet = "";

    private readonly SlackInstallationStore _store;
    private readonly SlackTeamStore _teams;
    private readonly ILogger<SlackInstallations> _logger;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _loading = new(1);
    private int _changes;

    private volatile SlackInstallation? _ofSettings;
    private volatile ImmutableDictionary<long, SlackInstallation> _stored = ImmutableDictionary<long, SlackInstallation>.Empty;
    private volatile ImmutableDictionary<string, string> _enterprises = ImmutableDictionary<string, string>.Empty;

    public SlackInstallations(SlackInstallationStore store, SlackTeamStore teams, DatabaseNews news, IOptions<SlackOptions> options, ILogger<SlackInstallations> logger)
    {
        (_store, _teams, _logger) = (store, teams, logger);
        if (options.Value.BotToken.Trim() is { Length: > 0 } token)
            _ofSettings = SlackInstallation.OfSettings(token);
        news.InstallationsChanged += () => _ = ReloadAsync();
    }

    /// <summary>The workspaces where the bot is installed, as far as memory knows.</summary>
    public IReadOnlyCollection<string> Teams
    {
        get
        {
            var active = _stored.Values.Where(stored => stored.IsActive).ToList();
            var organisations = active.Where(stored => stored.IsForOrganisation).Select(stored => stored.EnterpriseId).ToHashSet();
            return
            [
                .. active.Select(stored => stored.TeamId).Append(_ofSettings?.TeamId).OfType<string>()
                    .Concat(_enterprises.Where(team => organisations.Contains(team.Value)).Select(team => team.Key))
                    .Distinct(),
            ];
        }
    }

    /// <summary>One that was revoked is found as well, where there is no other: it tells why nothing can be said there.</summary>
    public async ValueTask<SlackInstallation?> FindAsync(string team, CancellationToken cancellationToken)
    {
        if (Find(team) is { } known)
            return known;

        await LoadAsync(cancellationToken);
        return Find(team);
    }

    /// <summary>As far as memory knows.</summary>
    public SlackInstallation? Find(string team)
    {
        var enterprise = _enterprises.GetValueOrDefault(team);
        SlackInstallation? revoked = null;
        foreach (var stored in _stored.Values.Where(stored => stored.Serves(team, enterprise)).OrderBy(stored => stored.IsForOrganisation).ThenByDescending(stored => stored.InstalledAt))
        {
            if (stored.IsActive)
                return stored;
            revoked ??= stored;
        }

        return _ofSettings is { } ofSettings && ofSettings.Serves(team, enterprise) ? ofSettings : revoked;
    }

    public bool AreOfOneOrganisation(string team, string other) =>
        _enterprises.GetValueOrDefault(team) is { } enterprise && enterprise == _enterprises.GetValueOrDefault(other);

    /// <summary>The installation that an event about installations means, as the database has it now.</summary>
    public async ValueTask<SlackInstallation?> FindStoredAsync(string team, string? enterprise, bool isForOrganisation, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var own = isForOrganisation ? null : _stored.Values.Where(stored => stored.TeamId == team).MaxBy(stored => stored.InstalledAt);
        return own ?? _stored.Values.FirstOrDefault(stored => stored.IsForOrganisation && (stored.EnterpriseId == enterprise || stored.EnterpriseId == team));
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        // One after the other: what is read last is what stays.
        await _loading.WaitAsync(cancellationToken);
        try
        {
            await LoadNowAsync(cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>What this host has just stored or read itself need not wait for the news of it.</summary>
    public void Take(SlackInstallation stored)
    {
        lock (_lock)
        {
            _changes++;
            _stored = _stored.SetItem(stored.Id, stored);
        }
    }

    public void SetScopes(long id, ImmutableSortedSet<string> scopes)
    {
        lock (_lock)
        {
            _changes++;
            if (id == 0)
                _ofSettings = _ofSettings is null ? null : _ofSettings with { Scopes = scopes };
            else if (_stored.TryGetValue(id, out var stored))
                _stored = _stored.SetItem(id, stored with { Scopes = scopes });
        }
    }

    /// <summary>Slack has said whose the settings' token is.</summary>
    public void SetOwnerOfSettings(string? enterprise, string? team)
    {
        lock (_lock)
            _ofSettings = _ofSettings is null ? null : _ofSettings with { EnterpriseId = enterprise, TeamId = team };
    }

    /// <summary>Requests say of which organisation their workspace is; with its installation the bot can then speak there.</summary>
    public async ValueTask LearnAsync(string team, string? enterprise, CancellationToken cancellationToken)
    {
        if (team.Length == 0 || string.IsNullOrEmpty(enterprise) || _enterprises.GetValueOrDefault(team) == enterprise)
            return;

        await _teams.SaveAsync(team, enterprise, cancellationToken);
        lock (_lock)
            _enterprises = _enterprises.SetItem(team, enterprise);
    }

    public void Dispose() => _loading.Dispose();

    /// <summary>What this host itself changed meanwhile is newer than what was read: then it is read again.</summary>
    private async Task LoadNowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var changes = Volatile.Read(ref _changes);
            var stored = await _store.AllAsync(cancellationToken);
            var teams = await _teams.AllAsync(cancellationToken);
            lock (_lock)
            {
                if (changes != _changes)
                    continue;

                _stored = stored.ToImmutableDictionary(installation => installation.Id);
                _enterprises = _enterprises.SetItems(teams.Select(team => KeyValuePair.Create(team.Team, team.Enterprise)));
                return;
            }
        }
    }

    private async Task ReloadAsync()
    {
        try
        {
            await LoadAsync(CancellationToken.None);
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            LogNotLoaded(away.Message);
        }
        catch (ObjectDisposedException)
        {
            // The host ends.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The installations could not be read again ({Reason}); those known stay in use")]
    private partial void LogNotLoaded(string reason);
}
