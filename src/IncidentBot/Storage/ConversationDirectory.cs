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

    /// <summary>What this host has just stored itself need not wait for the news of it.</summary>
    public void Learn(Conversation conversation, IncidentId incident) =>
        ImmutableInterlocked.AddOrUpdate(ref _known, conversation, incident, (_, _) => incident);

    internal void Learn(HomeChanges changes, IncidentId incident)
    {
        foreach (var home in changes.Gained)
            Learn(home.Conversation, incident);
        foreach (var home in changes.Lost)
            ImmutableInterlocked.TryRemove(ref _known, home.Conversation, out _);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        _known = (await _store.AllAsync(cancellationToken)).ToImmutableDictionary(pair => pair.Conversation, pair => pair.Incident);
}
