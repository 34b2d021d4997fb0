using Hangfire;
using IncidentBot.Chat.Reminders;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Jobs;

/// <summary>Looks at the action items whose time has come, and gives each recipient of reminders a job of its own.</summary>
/// <remarks>
/// It may run anywhere and any number of times: a reminder is written once, and an item is looked at again later only after all
/// that came of it is written. What a crash interrupts, the next run goes on with.
/// </remarks>
public sealed class RemindOwnersJob(
    ReminderStore reminders, DigestStore digests, ReminderPlanner planner, IBackgroundJobClient jobs, IOptions<ReminderOptions> options, TimeProvider time)
{
    /// <summary>So many items are looked at together: what concerns one person is found together and said together.</summary>
    private const int ItemsAtOnce = 20_000;

    /// <summary>So many recipients share a transaction, which each of their jobs makes longer.</summary>
    private const int RecipientsAtOnce = 25;

    // The next run in five minutes is the retry.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return;

        await using var sweep = await reminders.BeginSweepAsync(cancellationToken);
        if (sweep is null)
            return;

        var now = time.GetUtcNow();
        while (await LookAtItemsAsync(now, cancellationToken) == ItemsAtOnce)
        {
            // There may be more.
        }

        await LookAtDigestsAsync(now, cancellationToken);
    }

    private async Task<int> LookAtItemsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await reminders.ToLookAtAsync(now, ItemsAtOnce, cancellationToken);
        var (due, looks) = await planner.PlanAsync(rows, now, cancellationToken);
        await WriteAsync(due, now, cancellationToken);
        if (looks.Count > 0)
            await reminders.LookAgainAsync(looks, cancellationToken);
        return rows.Count;
    }

    private async Task LookAtDigestsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await digests.IsToLookAsync(now, cancellationToken))
            return;

        await WriteAsync(await planner.DigestsAsync(now, cancellationToken), now, cancellationToken);
        await digests.LookAgainAsync(DigestPolicy.NextLook(options.Value.Rules.Working, now), cancellationToken);
    }

    private async Task WriteAsync(IReadOnlyList<NewReminder> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var together in due.GroupBy(reminder => reminder.To).Chunk(RecipientsAtOnce))
            await reminders.AddAsync([.. together.SelectMany(recipient => recipient)], EnqueueSending, now, cancellationToken);
    }

    private void EnqueueSending(Recipient to, long[] reminderIds) =>
        jobs.Enqueue<SendReminderJob>(job => job.RunAsync(to.Address, reminderIds, CancellationToken.None));
}
