using IncidentBot.Chat.Reminders;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Jobs;

/// <summary>At the start all that is owed is looked at once: working hours, holidays and teams may not be what they were.</summary>
internal sealed class LookAtAllReminders(ReminderStore reminders, IOptions<ReminderOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => options.Value.Enabled ? reminders.LookAtAllAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
