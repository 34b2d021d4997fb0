using IncidentBot.Chat.Relay;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>
/// What the bot does because of messages: it shows on them that they are in the timeline, asks for one that is missing, shows
/// them in the incident's other homes, and keeps the copy of the document in step.
/// </summary>
public sealed class MessageErrands(StateErrands state, RelayErrands relay)
{
    /// <summary>Of a message that is only appended.</summary>
    public IReadOnlyList<OutboxMessage> Of(IncidentId id, MessageEvent message) => relay.Of(id, message);

    public IErrandPlanner For(IncidentId id, MessageEvent message) => new Planner(state, message.Source, relay.Of(id, message));

    public IErrandPlanner For(EventSource source) => new Planner(state, source, []);

    private sealed class Planner(StateErrands state, EventSource source, IReadOnlyList<OutboxMessage> relayed) : IErrandPlanner
    {
        public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision)
        {
            var lane = EveryHome.LaneOf(after.Incident, source.Conversation);
            if (!IsShown(before) && IsShown(after))
                yield return new OutboxMessage(lane, after.Incident.Id, new ConfirmErrand(source));
            else if (IsShown(before) && !IsShown(after) && !decision.Events.Any(draft => draft.Detail is MessageDeleted))
                yield return new OutboxMessage(lane, after.Incident.Id, new UnconfirmErrand(source));
            if (decision.Events.Any(draft => draft.Detail is MessageKept { Words: null }))
                yield return new OutboxMessage(lane, after.Incident.Id, new FindMessageErrand(source));
            foreach (var message in relayed.Concat(state.OfDocument(before, after)))
                yield return message;
        }

        private bool IsShown(IncidentRecord record) => record.FindMessage(source.MessageKey) is { IsLive: true };
    }
}
