using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Records what happens to an incident's conversation. Whoever comes in late is told, alone, where things stand.</summary>
public sealed class ConversationKeeper(IncidentWriter writer, PageLinks links)
{
    /// <summary>Those who come with the incident need no summary of it.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);

    public Task RecordAsync(IncidentId id, ConversationEvent happened, CancellationToken cancellationToken) => writer.ChangeAsync(
        id,
        new EventStamp(happened.Key, happened.Source),
        null,
        (record, _) => Concerns(record, happened) ? Decision.Record(new EventDraft(new Moment(happened.At), happened.By, happened.Detail)) : Decision.Nothing,
        new Welcome(happened, links),
        cancellationToken);

    /// <summary>A conversation that was its home once is no longer.</summary>
    private static bool Concerns(IncidentRecord record, ConversationEvent happened) =>
        happened.Detail is not (HomeArchived or HomeUnarchived) || record.Incident.Home == happened.Source.Conversation;

    private sealed class Welcome(ConversationEvent happened, PageLinks links) : IErrandPlanner
    {
        public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision)
        {
            var incident = after.Incident;
            var isLate = happened.At - incident.DeclaredAt > Early && !incident.IsFinal;
            if (happened is not { Detail: PersonJoined, Standing: Standing.Member or Standing.Guest } || !isLate || decision.Events.IsEmpty)
                yield break;

            var summary = Summaries.ForNewcomer(after, links.Postmortem(incident.Id));
            yield return new OutboxMessage($"{incident.Id} {happened.By.Id}", incident.Id, new PrivateErrand(happened.Source.Conversation, happened.By.Id, summary));
        }
    }
}
