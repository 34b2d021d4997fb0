using Hangfire;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>Takes away what nobody will ask for again. An incident's own log is never touched.</summary>
public sealed class TidyUpJob(OutboxStore outbox, ReminderPostStore reminders, TimeProvider time)
{
    /// <summary>For so long an operator can look at what was said, and why something was not.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Tomorrow's run is the retry.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await outbox.ForgetAsync(time.GetUtcNow() - Kept, cancellationToken);
        await reminders.ForgetAsync(cancellationToken);
    }
}
