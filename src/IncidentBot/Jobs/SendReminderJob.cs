using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>Says one reminder, unless its reason has gone since: to the owner in person, else in the incident's home.</summary>
public sealed class SendReminderJob(ReminderStore reminders, TimeProvider time)
{
    public Task RunAsync(long reminderId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return reminders.SettleAsync(reminderId, waiting => Decide(waiting, now), now, cancellationToken);
    }

    private static ReminderOutcome Decide(WaitingReminder waiting, DateTimeOffset now)
    {
        if (waiting.Record.FindActionItem(waiting.ItemId) is not { } item)
            return ReminderOutcome.Drop("the item is gone");
        if (ReminderPolicy.WhyNotSaid(item, waiting.Slot, waiting.OwnerZone, now) is { } why)
            return ReminderOutcome.Drop(why);

        return ReminderOutcome.Say(MessageAbout(waiting.Record.Incident, item, waiting.Slot));
    }

    private static OutboxMessage MessageAbout(Incident incident, ActionItem item, DateOnly today) => item.Owner is { PersonId: { } person }
        ? new OutboxMessage($"direct {person}", incident.Id, new DirectErrand(person, OverdueNotice.ToOwner(incident, item, today)))
        : new OutboxMessage(incident.Id.Value, incident.Id, new PostHomeErrand(OverdueNotice.ToHome(incident, item, today)));
}
