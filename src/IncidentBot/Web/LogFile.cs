using IncidentBot.Storage;

namespace IncidentBot.Web;

/// <summary><c>/incidents/{id}/log.jsonl</c>: everything that was said and done, from which the document can be made again.</summary>
internal static class LogFile
{
    public static async Task<IResult> GetAsync(string id, HttpContext context, IncidentReader incidents, TimelineEventStore events)
    {
        if (await incidents.FindAsync(id, context.RequestAborted) is not { } record)
            return Results.NotFound();
        if (await incidents.HasCopyAsync(context, record, showsChat: true))
            return IncidentReader.NotModified;

        var incident = record.Incident.Id;
        return Results.Stream(
            output => LogLine.WriteAsync(output, incident, events.ReadAsync(incident, cancellationToken: context.RequestAborted), context.RequestAborted),
            "application/x-ndjson");
    }
}
