using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Nudges;

/// <summary>Says a nudge, if its reason is still there, in the words of the moment.</summary>
public sealed class NudgePosts(NudgeCases cases, NudgeStore nudges, NudgePlaces places, DocumentReader documents, PageLinks links)
{
    public async Task RunAsync(IncidentId id, NudgeErrand errand, Once once, CancellationToken cancellationToken)
    {
        // A kind that this version does not know any more has nothing to say.
        if (NudgePolicy.Named(errand.Policy) is not { } policy)
            return;

        var at = await cases.OfAsync(id, cancellationToken);
        if (errand.IsOver)
            await EndAsync(policy, at, errand, cancellationToken);
        else if (policy.StillDue(at, errand.Slot) is { } nudge && nudge.To?.PersonId == errand.PersonId && (nudge.IsAnnounced || !errand.IsForOthers))
            await SayAsync(policy, at, nudge, errand, once, cancellationToken);
        else
            await nudges.DropAsync(id, errand.Policy, errand.Slot, "its reason was gone before it was said", cancellationToken);
    }

    private async Task SayAsync(NudgePolicy policy, NudgeCase at, Nudge nudge, NudgeErrand errand, Once once, CancellationToken cancellationToken)
    {
        var id = at.Incident.Id;
        if (errand.IsForOthers)
        {
            await places.AnnounceAsync(at.Incident, errand, policy.SayToOthers(at), once, cancellationToken);
            return;
        }

        await places.SayAsync(at.Incident, errand, policy.Say(at, nudge, DocumentOf(at.Record)), once, cancellationToken);
        await nudges.SaidAsync(id, errand.Policy, errand.Slot, at.Now, cancellationToken);
    }

    private Task EndAsync(NudgePolicy policy, NudgeCase at, NudgeErrand errand, CancellationToken cancellationToken)
    {
        var past = at.Known.Before.FirstOrDefault(known => known.Kind == errand.Policy && known.Slot == errand.Slot);
        return past is not null && policy.SayOver(at, past) is { } said
            ? places.ChangeAsync(at.Incident.Id, errand, said, cancellationToken)
            : Task.CompletedTask;
    }

    private NudgeDocument DocumentOf(IncidentRecord record)
    {
        var completeness = documents.CompletenessOf(record);
        return new NudgeDocument(links.Postmortem(record.Incident.Id), completeness.Filled, completeness.Required, [.. completeness.Missing.Select(part => part.Name)]);
    }
}
