using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Records what happens to an incident's conversation. Whoever comes in late is told, alone, where things stand.</summary>
public sealed class ConversationKeeper(IncidentWriter writer, ChatErrands errands, PageLinks links)
{
    /// <summary>Those who come with the incident need no summary of it.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);

    public Task RecordAsync(IncidentId id, ConversationEvent happened, CancellationToken cancellationToken) => writer.ChangeAsync(
        id,
        new EventStamp(happened.Key, happened.Source),
        null,
        (record, _) => Meaning(record.Incident, happened) is { } detail ? Decision.Record(new EventDraft(new Moment(happened.At), happened.By, detail)) : Decision.Nothing,
        happened.Detail is HomeArchived ? errands.ForState : new Welcome(happened, links),
        cancellationToken);

    /// <summary>A conversation that was its home once is no longer; nobody can speak in a further one that was archived.</summary>
    private static TimelineDetail? Meaning(Incident incident, ConversationEvent happened)
    {
        var place = happened.Source.Conversation;
        return happened.Detail switch
        {
            HomeArchived when incident.IsFurtherHome(place) => new HomeLeft(place),
            HomeArchived or HomeUnarchived when incident.Home != place => null,
            _ => happened.Detail,
        };
    }

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
