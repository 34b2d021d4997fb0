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

    /// <summary>Where changes come fast, it is not asked for each.</summary>
    private static readonly TimeSpan LongestTrust = TimeSpan.FromSeconds(2);

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
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var changes = documents.WatchAsync(incident, end.Token).GetAsyncEnumerator(end.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var (isThere, isAllowed) = await line.WaitAsync(next, incident, stop);
                if (!isAllowed || isThere is false)
                    break;
                if (isThere is null)
                {
                    yield return new SseItem<string>("", "alive");
                    continue;
                }

                if (!await line.MaySeeAsync(changes.Current))
                    break;

                yield return new SseItem<string>((await parts.OfAsync(changes.Current)).Json, "change");
                next = changes.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // What is still awaited has to end before it can be left.
            await end.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed class Line(Viewer viewer, HttpContext context, StillAllowed allowed, TimeProvider time)
    {
        private long _askedAt = time.GetTimestamp();

        /// <returns>Whether there is a change, nothing where only time has passed; and whether they may still look.</returns>
        public async Task<(bool? IsThere, bool IsAllowed)> WaitAsync(Task<bool> next, IncidentId incident, CancellationToken stop)
        {
            try
            {
                return (await next.WaitAsync(Pulse, time, stop), true);
            }
            catch (TimeoutException)
            {
                return (null, await AskAsync(incident));
            }
            catch (Exception over) when (over is OperationCanceledException || StorageAwayException.Explains(over))
            {
                // The page was closed, or the bot stops, or the database is away: the page comes back by itself.
                return (false, true);
            }
        }

        /// <summary>What it shows says who may; whether the session still stands is asked now and then.</summary>
        public async Task<bool> MaySeeAsync(DocumentChange change) =>
            viewer.MaySee(change.Live.Record.Incident) && (time.GetElapsedTime(_askedAt) < LongestTrust || await AskAsync(change.Incident));

        private Task<bool> AskAsync(IncidentId incident)
        {
            _askedAt = time.GetTimestamp();
            return allowed.MayStillSeeAsync(context, incident);
        }
    }
}
