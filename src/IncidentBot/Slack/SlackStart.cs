namespace IncidentBot.Slack;

/// <summary>Brings back the names that are known, and says at once whether Slack accepts the token; the bot starts without waiting for Slack.</summary>
public sealed class SlackStart(SlackNames names, SlackIdentity identity) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await names.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await identity.FindAsync(stoppingToken);
}
