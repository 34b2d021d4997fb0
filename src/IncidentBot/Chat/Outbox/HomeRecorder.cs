using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Records what the bot itself did to an incident's home.</summary>
public sealed class HomeRecorder(IncidentWriter writer, ChatErrands errands, TimeProvider time)
{
    public Task OpenedAsync(IncidentId id, OpenedHome home, bool isOwn, Func<Incident, bool> isWanted, IErrandPlanner planner, CancellationToken cancellationToken) =>
        RecordAsync(id, $"home {id} {home.Conversation}", isWanted, new HomeOpened(home.Conversation, home.Name) { IsOwn = isOwn }, planner, cancellationToken);

    public Task RenamedAsync(IncidentId id, Conversation home, string name, CancellationToken cancellationToken) =>
        RecordAsync(id, $"home {id} {home} {name} {time.GetUtcNow():O}", incident => incident.Home == home, new HomeOpened(home, name) { IsOwn = true }, errands.ForState, cancellationToken);

    public Task ArchivedAsync(IncidentId id, Conversation home, CancellationToken cancellationToken) =>
        RecordAsync(id, $"archived {id} {home} {time.GetUtcNow():O}", incident => !incident.IsHomeArchived, new HomeArchived(), errands.ForState, cancellationToken);

    /// <param name="leave">Until when its people can still speak there.</param>
    public Task ArchivingAnnouncedAsync(IncidentId id, DateTimeOffset leave, IErrandPlanner planner, CancellationToken cancellationToken) =>
        RecordAsync(id, $"archiving {id} {leave:O}", incident => incident is { IsFinal: true, ArchivedFrom: null }, new ArchivingAnnounced(leave), planner, cancellationToken);

    private Task RecordAsync(IncidentId id, string key, Func<Incident, bool> isWanted, TimelineDetail detail, IErrandPlanner planner, CancellationToken cancellationToken) => writer.ChangeAsync(
        id,
        new EventStamp(key, null),
        null,
        (record, _) => isWanted(record.Incident) ? Decision.Record(new EventDraft(new Moment(time.GetUtcNow()), Person.Bot, detail)) : Decision.Nothing,
        planner,
        cancellationToken);
}
