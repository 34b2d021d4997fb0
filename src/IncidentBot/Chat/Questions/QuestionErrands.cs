using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Questions;

/// <summary>A question that was settled says so where it stands, one that was asked is posted.</summary>
internal static class QuestionErrands
{
    public static IEnumerable<OutboxMessage> Of(IncidentRecord before, IncidentRecord after)
    {
        var (id, old, next) = (after.Incident.Id, before.Questions.Open, after.Questions.Open);
        if (old?.Id == next?.Id || after.Incident.IsHomeArchived)
            yield break;
        if (old is not null)
            yield return new OutboxMessage(id.Value, id, new QuestionErrand(old.Id));
        if (next is not null)
            yield return new OutboxMessage(id.Value, id, new QuestionErrand(next.Id));
    }
}
