using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Reminders;

/// <summary>Looks again at reminders that were decided a while ago: for some there is no reason any more.</summary>
public sealed class ReminderCheck(OwedItems items, NameStore names, IOptions<ReminderOptions> options)
{
    public async Task<IReadOnlyList<ReminderVerdict>> LookAgainAsync(IReadOnlyList<WaitingReminder> waiting, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var owed = (await items.OfAsync([.. waiting.Select(reminder => reminder.Item).OfType<OwedRow>()], now, cancellationToken)).ToLookup(item => item.Row, item => item.Item);
        var verdicts = new List<ReminderVerdict>();
        foreach (var reminder in waiting)
        {
            var why = reminder.Item is { } row
                ? ReminderPolicy.WhyNotSaid(reminder.Due, owed[row].First(), options.Value.Rules, now)
                : await WhyNoDigestAsync(reminder, now, cancellationToken);
            verdicts.Add(new ReminderVerdict(reminder, why));
        }

        return verdicts;
    }

    private async Task<string?> WhyNoDigestAsync(WaitingReminder digest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = await names.FindAsync(digest.To.PersonId!, cancellationToken);
        if (person?.Standing == "Deactivated")
            return "the person has left";

        return DigestPolicy.WeekNow(TimeZones.Find(person?.TimeZone), options.Value.Rules.Working, now) is { } week && ReminderPolicy.SlotOf(week) == digest.Slot
            ? null
            : "its morning was over";
    }
}
