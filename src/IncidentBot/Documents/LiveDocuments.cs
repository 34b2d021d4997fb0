using System.Runtime.CompilerServices;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Documents;

/// <summary>The documents that somebody looks at, each rendered once for all who do.</summary>
public sealed class LiveDocuments : IDisposable
{
    private readonly Dictionary<IncidentId, WatchedDocument> _watched = [];
    private readonly Lock _lock = new();
    private readonly DocumentReader _reader;
    private readonly IncidentStore _incidents;
    private readonly DatabaseNews _news;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveDocuments> _logger;

    public LiveDocuments(DocumentReader reader, IncidentStore incidents, DatabaseNews news, TimeProvider time, ILogger<LiveDocuments> logger)
    {
        (_reader, _incidents, _news, _time, _logger) = (reader, incidents, news, time, logger);
        news.IncidentChanged += OnIncidentChanged;
        news.LogGrew += OnLogGrew;
        news.ConversationsChanged += OnNewsMissedAsync;
    }

    /// <summary>The whole document first, then whatever changes, until the caller has enough.</summary>
    public async IAsyncEnumerable<DocumentChange> WatchAsync(IncidentId incident, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var document = Join(incident);
        try
        {
            await foreach (var change in document.ChangesAsync(cancellationToken))
                yield return change;
        }
        finally
        {
            Leave(incident, document);
        }
    }

    /// <summary>
    /// The document as it is now. While others look at it, it is rendered already, or only what changed is; then plain
    /// messages of the last second may be missing, which an open page is sent at once.
    /// </summary>
    public async Task<RenderedDocument?> ReadAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        var newest = Find(incident)?.Newest;
        if (newest is not null && await _incidents.FindAsync(incident, cancellationToken) is { } record && newest.Live.Record.Version >= record.Version)
            return newest;

        return await _reader.ReadAsync(incident, cancellationToken) is { } live ? RenderedDocument.Of(live, newest) : null;
    }

    public void Dispose()
    {
        _news.IncidentChanged -= OnIncidentChanged;
        _news.LogGrew -= OnLogGrew;
        _news.ConversationsChanged -= OnNewsMissedAsync;
        foreach (var document in All())
            document.Dispose();
    }

    private WatchedDocument Join(IncidentId incident)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(incident, out var document))
                _watched[incident] = document = new WatchedDocument(incident, _reader, _time, _logger);
            document.Viewers++;
            return document;
        }
    }

    private void Leave(IncidentId incident, WatchedDocument document)
    {
        lock (_lock)
        {
            if (--document.Viewers > 0)
                return;
            _watched.Remove(incident);
        }

        document.Dispose();
    }

    private void OnIncidentChanged(IncidentId incident) => Find(incident)?.Wake();

    private void OnLogGrew(IncidentId incident) => Find(incident)?.WakeForChat();

    // The listener has just connected: what happened before, nobody told.
    private Task OnNewsMissedAsync(CancellationToken cancellationToken)
    {
        foreach (var document in All())
            document.Wake();
        return Task.CompletedTask;
    }

    private WatchedDocument? Find(IncidentId incident)
    {
        lock (_lock)
            return _watched.GetValueOrDefault(incident);
    }

    private WatchedDocument[] All()
    {
        lock (_lock)
            return [.. _watched.Values];
    }
}
