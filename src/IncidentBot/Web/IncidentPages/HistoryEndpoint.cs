using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/history</c>: the moments at which the document can be looked at as it was.</summary>
internal static class HistoryEndpoint
{
    public static async Task<IResult> ShowAsync(string id, HttpContext context, IncidentStore incidents, TimelineEventStore events)
    {
        if (!IncidentId.TryParse(id, out var incident) || await incidents.FindAsync(incident, context.RequestAborted) is not { } record)
            return Pages.NotFound(context.Request);

        var moments = ImmutableArray.CreateBuilder<TimelineEvent>();
        await foreach (var happened in events.ReadAsync(incident, withChat: false, cancellationToken: context.RequestAborted))
        {
            if (Matters(happened.Detail))
                moments.Add(happened);
        }

        return Pages.Show<HistoryPage>(new { Record = record, Moments = moments.ToImmutable() });
    }

    private static bool Matters(TimelineDetail detail) => detail
        is IncidentDeclared or StatusChanged or IncidentReopened or IncidentClosed or IncidentCancelled or SlotWritten or SlotReleased or SectionWritten or SignedOff;
}
