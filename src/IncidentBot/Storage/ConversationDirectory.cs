using System.Collections.Frozen;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>
/// Which incident a conversation belongs to, answered from memory. Other replicas' news come by LISTEN; while nobody
/// listens, because the database was away, the answer is looked up.
/// </summary>
public sealed class ConversationDirectory
{
    private readonly ConversationStore _store;
    private readonly DatabaseNews _news;
    private volatile FrozenDictionary<Conversation, IncidentId>? _known;

    public ConversationDirectory(ConversationStore store, DatabaseNews news)
    {
        (_store, _news) = (store, news);
        news.ConversationsChanged += LoadAsync;
    }

    public async ValueTask<IncidentId?> FindAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (_news.IsListening && _known is { } map)
            return map.TryGetValue(conversation, out var incident) ? incident : null;

        return (await LoadAsync(cancellationToken)).TryGetValue(conversation, out var found) ? found : null;
    }

    private async Task<FrozenDictionary<Conversation, IncidentId>> LoadAsync(CancellationToken cancellationToken)
    {
        var all = (await _store.AllAsync(cancellationToken)).ToFrozenDictionary(pair => pair.Conversation, pair => pair.Incident);
        _known = all;
        return all;
    }
}
