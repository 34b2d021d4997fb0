using Hangfire;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>Puts the events of the last minute into the chains of their incidents.</summary>
/// <remarks>It may run anywhere and any number of times: an event is sealed once.</remarks>
public sealed class SealEventsJob(EventChain chain)
{
    // The next run in a minute is the retry.
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(CancellationToken cancellationToken) => chain.SealNewAsync(cancellationToken);
}
