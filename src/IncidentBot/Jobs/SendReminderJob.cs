using IncidentBot.Chat.Reminders;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>Hands one recipient's reminders to the outbox, those left out whose reason has gone since.</summary>
public sealed class SendReminderJob(WaitingReminders reminders, ReminderCheck check, TimeProvider time)
{
    /// <param name="to">See <see cref="Recipient"/>.</param>
    public Task RunAsync(string to, long[] reminderIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return reminders.SettleAsync(
            reminderIds,
            waiting => check.LookAgainAsync(waiting, now, cancellationToken),
            said => MessageTo(new Recipient(to), said),
            now,
            cancellationToken);
    }

    private static OutboxMessage MessageTo(Recipient to, IReadOnlyList<WaitingReminder> said)
    {
        var lane = to.PersonId is { } person ? $"direct {person}" : to.ChannelName ?? to.Home!.Value.Value;
        return new OutboxMessage(lane, to.Home, new ReminderErrand(to.Address, [.. said.Select(reminder => reminder.Id)]));
    }
}
