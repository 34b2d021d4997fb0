using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>The same work for one incident after the other: a mistake of ours in one of them is logged, and the others go on.</summary>
public sealed partial class EachIncident(ILogger<EachIncident> logger)
{
    /// <returns>Those in which it failed.</returns>
    public async Task<IReadOnlyList<T>> RunAsync<T>(IEnumerable<T> incidents, Func<T, IncidentId> idOf, Func<T, Task> work, CancellationToken cancellationToken)
    {
        var failed = new List<T>();
        foreach (var incident in incidents)
        {
            try
            {
                await work(incident);
            }
            catch (Exception mistake) when (!StorageAwayException.Explains(mistake) && !cancellationToken.IsCancellationRequested)
            {
                LogMistake(mistake, idOf(incident));
                failed.Add(incident);
            }
        }

        return failed;
    }

    [LoggerMessage(LogLevel.Error, "{Incident} was left out of this run")]
    private partial void LogMistake(Exception mistake, IncidentId incident);
}
