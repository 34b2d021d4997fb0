using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/changes</c>: what changes on an open page, as it happens. It ends when whoever looks may not look any more.</summary>
internal static class ChangesEndpoint
{
    /// <summary>So often it is asked again whether they may, and the page hears that the line still stands.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15);

    public static IResult Get(
        string id, HttpContext context, LiveDocuments documents, PageParts parts, StillAllowed allowed, IHostApplicationLifetime life, TimeProvider time)
    {
        if (!IncidentId.TryParse(id, out var incident))
            return Results.NotFound();

        // An open page must not keep the bot from stopping.
        var until = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        context.Response.RegisterForDispose(until);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ReadAsync(incident, new Line(Viewer.Of(context), context, allowed, time), documents, parts, until.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        IncidentId incident, Line line, LiveDocuments documents, PageParts parts, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var changes = documents.WatchAsync(incident, stop).GetAsyncEnumerator(stop);
        var next = changes.MoveNextAsync().AsTask();
        while (true)
        {
            var (isThere, isAllowed) = await line.WaitAsync(next, incident, stop);
            if (!isAllowed)
            {
                yield return new SseItem<string>("", "over");
                break;
            }

            if (isThere is null)
            {
                yield return new SseItem<string>("", "alive");
                continue;
            }

            if (isThere is false || !line.Viewer.MaySee(changes.Current.Live.Record.Incident))
                break;

            yield return new SseItem<string>((await parts.OfAsync(changes.Current)).Json, "change");
            next = changes.MoveNextAsync().AsTask();
        }
    }

    private sealed record Line(Viewer Viewer, HttpContext Context, StillAllowed Allowed, TimeProvider Time)
    {
        /// <returns>Whether there is a change, nothing where only time has passed; and whether they may still look.</returns>
        public async Task<(bool? IsThere, bool IsAllowed)> WaitAsync(Task<bool> next, IncidentId incident, CancellationToken stop)
        {
            try
            {
                return (await next.WaitAsync(Pulse, Time, stop), true);
            }
            catch (TimeoutException)
            {
                return (null, await Allowed.MayStillSeeAsync(Context, incident));
            }
            catch (Exception over) when (over is OperationCanceledException || StorageAwayException.Explains(over))
            {
                // The page was closed, or the bot stops, or the database is away: the page comes back by itself.
                return (false, true);
            }
        }
    }
}
