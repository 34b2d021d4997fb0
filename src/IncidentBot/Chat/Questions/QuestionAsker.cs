using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Questions;

/// <summary>Asks in every incident what is due there. However many hosts look at it, the incident is locked while it is decided.</summary>
public sealed class QuestionAsker(
    IncidentWriter writer, QuestionStore questions, QuestionFollower follower, ChatErrands errands, IOptions<QuestionOptions> options, TimeProvider time)
{
    /// <summary>The incidents in which something may be due.</summary>
    public Task<IReadOnlyList<WaitingIncident>> WaitingAsync(CancellationToken cancellationToken) =>
        questions.WaitingAsync(options.Value.Enabled, cancellationToken);

    public async Task AskAsync(WaitingIncident waiting, CancellationToken cancellationToken)
    {
        var record = waiting.Read();
        var now = time.GetUtcNow();
        var pace = options.Value.Pace;
        var gaps = follower.Gaps(record);
        if (!GapQuestions.CanComeUp(record, gaps, pace))
        {
            await questions.LeaveAsync(record, pace.IsOn, cancellationToken);
            return;
        }

        if (GapQuestions.Due(record, gaps, Chatter.None, pace, now).IsEmpty)
            return;

        var id = record.Incident.Id;
        var chat = await follower.HearAsync(id, cancellationToken);
        await writer.ChangeAsync(
            id,
            new EventStamp($"questions {id} {record.Version}", null),
            null,
            (current, _) => Decision.Record(GapQuestions.Due(current, follower.Gaps(current), chat, pace, now).Select(detail => new EventDraft(new Moment(now), Person.Bot, detail))),
            errands.ForState,
            cancellationToken);
    }
}
