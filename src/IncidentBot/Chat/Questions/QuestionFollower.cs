using System.Collections.Immutable;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Questions;

/// <summary>Sees to it that whatever fills the part that was asked for settles the question, and that the next one follows.</summary>
public sealed class QuestionFollower(OpenQuestions open, QuestionStore questions, DocumentReader documents, IOptions<QuestionOptions> options, TimeProvider time)
{
    /// <summary>How busy people are, where that decides on the next question; nobody looks where none is open.</summary>
    public async ValueTask<Chatter> ListenAsync(IncidentId incident, CancellationToken cancellationToken) => open.IsOpen(incident)
        ? await HearAsync(incident, cancellationToken)
        : Chatter.Unknown;

    public Task<Chatter> HearAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        var pace = options.Value.Pace;
        return questions.ChatterAsync(incident, time.GetUtcNow() - pace.Within, pace.MostMessages + 1, cancellationToken);
    }

    /// <summary>What the document lacks, each with the command that fills it.</summary>
    public ImmutableArray<Gap> Gaps(IncidentRecord record) => documents.Gaps(record);

    /// <summary>The decision, with what follows from it for the open question.</summary>
    public Decision Follow(IncidentRecord before, Decision decision, Chatter chat)
    {
        if (before.Questions.Open is null || decision.Events.IsEmpty)
            return decision;

        var now = time.GetUtcNow();
        var by = decision.Events[0].By;
        var following = GapQuestions.After(before, Foresee(before, decision.Events, now), documents.Gaps, chat, options.Value.Pace, now);
        return decision.And(following.Select(detail => new EventDraft(new Moment(now), detail is QuestionAnswered ? by : Person.Bot, detail)));
    }

    /// <summary>The record as it will be, but for the numbers of the events.</summary>
    internal static IncidentRecord Foresee(IncidentRecord record, IEnumerable<EventDraft> drafts, DateTimeOffset now) =>
        drafts.Aggregate(record, (known, draft) => known.Apply(new TimelineEvent(known.Version + 1, draft.OccurredAt, now, draft.By, null, draft.Detail)));
}
