using Hangfire;
using IncidentBot.Chat;
using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Jobs;

/// <summary>Archives the homes of incidents that have been closed for long, a day after it has said so there.</summary>
/// <remarks>It may run anywhere and any number of times: each step is recorded in the incident's own log.</remarks>
public sealed class ArchiveHomesJob(IncidentStore incidents, HomeRecorder recorder, OutboxStore outbox, IOptions<HomeOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    // The next run in an hour is the retry.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ArchiveAfterDays == 0)
            return;

        var now = time.GetUtcNow();
        var delay = TimeSpan.FromDays(options.Value.ArchiveAfterDays);
        foreach (var incident in await incidents.FiledWithOpenHomeAsync(now - delay + Notice, cancellationToken))
        {
            if (incident.ArchivedFrom is null)
                await recorder.ArchivingAnnouncedAsync(incident.Id, now + Notice, new Farewell(), cancellationToken);
            else if (incident.ArchivedFrom <= now)
                await outbox.AddAsync([new OutboxMessage(incident.Id.Value, incident.Id, new ArchiveErrand(), "archive")], cancellationToken);
        }
    }

    private sealed class Farewell : IErrandPlanner
    {
        public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision)
        {
            if (after.Incident is not { ArchivedFrom: { } at, Id: var id })
                yield break;

            var said = BotText.Say($"This conversation will be archived at {at}. Nothing is lost: the log and the postmortem of {id} stay. `reopen <reason>` keeps it open; later, `reopen {id} <reason>` elsewhere opens a new one.");
            yield return new OutboxMessage(id.Value, id, new PostHomeErrand(said));
        }
    }
}
