using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Reminders;

/// <summary>Says reminders, as things are when they go out, and keeps what it said in step with its items.</summary>
public sealed class ReminderSender(
    WaitingReminders waiting, ReminderCheck check, ReminderComposer composer, ReminderPosts posts, IOptions<ReminderOptions> options, TimeProvider time)
{
    public Task RunAsync(OutboxRow row, Once once, CancellationToken cancellationToken) => row.Errand switch
    {
        ReminderErrand errand => RemindAsync(errand, once, cancellationToken),
        ReminderPostErrand errand => posts.ShowAnewAsync(errand.Post, cancellationToken),
        AssignedErrand errand when options.Value.Enabled => TellAssignedAsync(row.Incident!.Value, errand, once, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task RemindAsync(ReminderErrand errand, Once once, CancellationToken cancellationToken)
    {
        var to = new Recipient(errand.To);
        var now = time.GetUtcNow();
        var verdicts = await check.LookAgainAsync(await waiting.UnpostedAsync([.. errand.Reminders], cancellationToken), now, cancellationToken);
        await waiting.DropAsync(verdicts, cancellationToken);
        var said = verdicts.Where(verdict => verdict.Why is null).Select(verdict => verdict.Reminder).ToList();
        if (said.Count > 0 && await composer.ComposeAsync(to, said, now, cancellationToken) is { } composed)
            await posts.PostAsync(to, composed.Layout, composed.Shown, [.. said.Select(reminder => reminder.Id)], once, cancellationToken);
        else if (said.Count > 0)
            await waiting.DropAsync([.. said.Select(reminder => new ReminderVerdict(reminder, "nothing is open any more"))], cancellationToken);
    }

    /// <summary>Unless it is theirs no more, or done.</summary>
    private async Task TellAssignedAsync(IncidentId incident, AssignedErrand errand, Once once, CancellationToken cancellationToken)
    {
        var to = Recipient.Person(errand.PersonId);
        if (await composer.AssignedAsync(incident, errand, time.GetUtcNow(), cancellationToken) is { } composed)
            await posts.PostAsync(to, composed.Layout, composed.Shown, [], once, cancellationToken);
    }
}
