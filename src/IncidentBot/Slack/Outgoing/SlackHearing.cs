namespace IncidentBot.Slack;

/// <summary>Where Slack's events reach the bot at this moment: over HTTP wherever it runs and Slack accepts its token.</summary>
public sealed class SlackHearing(SlackIdentity identity)
{
    public async ValueTask<IReadOnlyCollection<string>> WorkspacesAsync(CancellationToken cancellationToken) =>
        await identity.FindAsync(cancellationToken) is { Team.Length: > 0 } self ? [self.Team] : [];
}
