using Hangfire;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>Finds the action items whose owners are to be reminded now, and gives each reminder a job of its own.</summary>
/// <remarks>It may run anywhere and any number of times: a reminder's slot is written once.</remarks>
public sealed class RemindOwnersJob(ReminderStore reminders, IBackgroundJobClient jobs, TimeProvider time)
{
    /// <summary>So many reminders share a transaction; what a crash interrupts, the next run goes on with.</summary>
    private const int Batch = 100;

    // The next run in five minutes is the retry.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var owed = await reminders.DueBeforeAsync(ReminderPolicy.LatestToday(now), cancellationToken);
        foreach (var due in owed.Select(item => ReminderPolicy.For(item, now)).OfType<DueReminder>().Chunk(Batch))
            await reminders.AddAsync(due, EnqueueSending, now, cancellationToken);
    }

    private void EnqueueSending(long reminderId) =>
        jobs.Enqueue<SendReminderJob>(job => job.RunAsync(reminderId, CancellationToken.None));
}
