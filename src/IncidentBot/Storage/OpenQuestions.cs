using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <param name="Id">The event that asked it.</param>
/// <param name="Of">Whose answer is awaited; anybody's, if nothing.</param>
/// <param name="Post">Where it stands; nothing until it is posted.</param>
/// <param name="IsThreaded">Whether it is answered below its post.</param>
public sealed record OpenQuestion(IncidentId Incident, long Id, string? Of, DateTimeOffset AskedAt, EventSource? Post, bool IsThreaded);

/// <summary>Which questions are open: answered from memory, so that a plain message costs no look into the database.</summary>
public sealed class OpenQuestions
{
    /// <summary>Where there are no threads, so long the next message of whoever was asked is taken for the answer.</summary>
    private static readonly TimeSpan Attention = TimeSpan.FromMinutes(10);

    private readonly QuestionStore _store;
    private ImmutableDictionary<IncidentId, OpenQuestion> _known = ImmutableDictionary<IncidentId, OpenQuestion>.Empty;
    private ImmutableDictionary<Conversation, OpenQuestion> _posted = ImmutableDictionary<Conversation, OpenQuestion>.Empty;

    public OpenQuestions(QuestionStore store, DatabaseNews news)
    {
        _store = store;
        news.QuestionsChanged += LoadAsync;
    }

    public bool IsOpen(IncidentId incident) => _known.ContainsKey(incident);

    /// <summary>The question that a message answers, if it answers one.</summary>
    public OpenQuestion? AnsweredBy(EventSource message, Person by, DateTimeOffset at)
    {
        if (!_posted.TryGetValue(message.Conversation, out var open))
            return null;

        var isAnswer = open.IsThreaded
            ? message.ThreadId == open.Post!.MessageId
            : message.ThreadId is null && by.Id == open.Of && at >= open.AskedAt && at - open.AskedAt <= Attention;
        return isAnswer ? open : null;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var open = await _store.OpenAsync(cancellationToken);
        _known = open.ToImmutableDictionary(question => question.Incident);
        _posted = open.Where(question => question.Post is not null).ToImmutableDictionary(question => question.Post!.Conversation);
    }
}
