namespace IncidentBot.Slack;

/// <summary>Brings back names and installations, and says at once whether Slack accepts the settings' token; the bot starts without waiting for Slack.</summary>
public sealed class SlackStart(SlackNames names, SlackInstallations installations, SlackIdentity identity) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await names.LoadAsync(cancellationToken);
        await installations.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await identity.FindAsync(SlackInstallations.NotKnownYet, stoppingToken);
}
