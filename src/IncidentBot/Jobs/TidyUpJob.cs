using Hangfire;
using IncidentBot.Chat.People;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>
/// Takes away what nobody will ask for again; an incident's own log is never touched. What was said before two accounts were known to be one
/// person's, and kept since, is brought together.
/// </summary>
public sealed class TidyUpJob(OutboxStore outbox, ReminderPostStore reminders, Recognition recognition, TimeProvider time)
{
    /// <summary>For so long an operator can look at what was said, and why something was not.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Tomorrow's run is the retry.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await outbox.ForgetAsync(time.GetUtcNow() - Kept, cancellationToken);
        await reminders.ForgetAsync(cancellationToken);
        await recognition.TellAsync(cancellationToken);
    }
}
