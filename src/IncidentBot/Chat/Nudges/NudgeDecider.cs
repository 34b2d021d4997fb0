using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Nudges;

/// <summary>Decides who is nudged now. However many hosts look at an incident, a nudge is written once, with what says it.</summary>
public sealed class NudgeDecider(NudgeCases cases, NudgeStore nudges, IOptions<NudgeOptions> options, IOptions<AnnouncementOptions> announcements)
{
    private int _hasFollowed;

    public bool IsOn => options.Value.Enabled;

    /// <summary>Once in the life of a host: settings change with a restart.</summary>
    public async Task FollowSettingsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _hasFollowed) == 1)
            return;

        await nudges.FollowSettingsAsync(Json.Write(options.Value), now, cancellationToken);
        Volatile.Write(ref _hasFollowed, 1);
    }

    public async Task LookAsync(NudgeLook look, CancellationToken cancellationToken)
    {
        var at = await cases.OfAsync(look.Incident, cancellationToken);
        var outlook = NudgePolicy.LookAtAll(at);
        var over = at.Known.Before.Where(past => past.IsOpen && NudgePolicy.Named(past.Kind) is { } policy && policy.StillDue(at, past.Slot) is null);
        var verdict = new NudgeVerdict([.. outlook.Due.Select(nudge => (nudge, Said(nudge, look.Incident)))], [.. over.Select(past => (past, Over(past, at)))], outlook.LookAt);
        await nudges.SettleAsync(look, verdict, at.Now, cancellationToken);
    }

    private IReadOnlyList<OutboxMessage> Said(Nudge nudge, IncidentId id)
    {
        var errand = new NudgeErrand(nudge.Kind, nudge.Slot) { PersonId = nudge.To?.PersonId };
        return nudge.IsAnnounced && announcements.Value.Channel.Length > 0
            ? [Message(errand, id), Message(errand with { IsForOthers = true }, id)]
            : [Message(errand, id)];
    }

    private static IReadOnlyList<OutboxMessage> Over(PastNudge past, NudgeCase at) => NudgePolicy.Named(past.Kind)?.SayOver(at, past) is null
        ? []
        : [Message(new NudgeErrand(past.Kind, past.Slot) { IsOver = true }, at.Incident.Id), Message(new NudgeErrand(past.Kind, past.Slot) { IsOver = true, IsForOthers = true }, at.Incident.Id)];

    /// <summary>In lanes of their own, behind which nothing else waits.</summary>
    private static OutboxMessage Message(NudgeErrand errand, IncidentId id) => new(
        errand switch
        {
            { PersonId: { } person } => $"direct {person}",
            { IsForOthers: true } => $"{id} announced nudges",
            _ => $"{id} nudges",
        }, id, errand);
}
