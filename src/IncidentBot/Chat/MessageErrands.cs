using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>What the bot does because of a message: it shows on it that it is in the timeline, or asks for it.</summary>
public sealed class MessageErrands(EventSource source) : IErrandPlanner
{
    public static MessageErrands For(EventSource source) => new(source);

    public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision)
    {
        var lane = after.Incident.Id.Value;
        if (!IsShown(before) && IsShown(after))
            yield return new OutboxMessage(lane, after.Incident.Id, new ConfirmErrand(source));
        else if (IsShown(before) && !IsShown(after) && !decision.Events.Any(draft => draft.Detail is MessageDeleted))
            yield return new OutboxMessage(lane, after.Incident.Id, new UnconfirmErrand(source));
        if (decision.Events.Any(draft => draft.Detail is MessageKept { Words: null }))
            yield return new OutboxMessage(lane, after.Incident.Id, new FindMessageErrand(source));
    }

    private bool IsShown(IncidentRecord record) => record.FindMessage(source.MessageKey) is { IsLive: true };
}
