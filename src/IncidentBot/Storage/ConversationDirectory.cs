using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>
/// Which incident a conversation belongs to: answered from memory where it belongs to one, looked up where it seems to
/// belong to none, so that no message is lost to news that are still on their way.
/// </summary>
public sealed class ConversationDirectory
{
    private readonly ConversationStore _store;
    private ImmutableDictionary<Conversation, IncidentId> _known = ImmutableDictionary<Conversation, IncidentId>.Empty;
    private ImmutableDictionary<IncidentId, ImmutableArray<ListedHome>> _homes = ImmutableDictionary<IncidentId, ImmutableArray<ListedHome>>.Empty;

    public ConversationDirectory(ConversationStore store, DatabaseNews news)
    {
        _store = store;
        news.ConversationsChanged += LoadAsync;
    }

    public async ValueTask<IncidentId?> FindAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(conversation, out var incident))
            return incident;

        var found = await _store.FindAsync(conversation, cancellationToken);
        if (found is { } id)
            Learn(conversation, id);
        return found;
    }

    /// <summary>From memory alone: what another host has just changed may be missing for a moment.</summary>
    public ImmutableArray<ListedHome> HomesOf(IncidentId incident) => _homes.GetValueOrDefault(incident, []);

    /// <summary>What this host has just stored itself need not wait for the news of it.</summary>
    public void Learn(Conversation conversation, IncidentId incident) =>
        ImmutableInterlocked.AddOrUpdate(ref _known, conversation, incident, (_, _) => incident);

    internal void Learn(HomeChanges changes, Incident incident, DateTimeOffset now)
    {
        if (changes.IsNone)
            return;

        foreach (var home in changes.Gained)
            Learn(home.Conversation, incident.Id);
        foreach (var home in changes.Lost)
            ImmutableInterlocked.TryRemove(ref _known, home.Conversation, out _);

        ImmutableArray<ListedHome> homes = [.. incident.Homes.Select(home => new ListedHome(home, SinceOf(home)))];
        ImmutableInterlocked.AddOrUpdate(ref _homes, incident.Id, homes, (_, _) => homes);

        DateTimeOffset SinceOf(IncidentHome home) => HomesOf(incident.Id).FirstOrDefault(known => known.Conversation == home.Conversation)?.Since
            ?? (changes.Gained.Any(gained => gained.Conversation == home.Conversation) ? now : default);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var all = await _store.AllAsync(cancellationToken);
        _known = all.ToImmutableDictionary(listed => listed.Home.Conversation, listed => listed.Incident);
        _homes = all.GroupBy(listed => listed.Incident).ToImmutableDictionary(listed => listed.Key, listed => listed.Select(home => home.Home).ToImmutableArray());
    }
}
