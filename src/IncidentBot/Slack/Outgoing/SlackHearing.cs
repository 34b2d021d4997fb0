using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Where Slack's events reach the bot at this moment: over HTTP wherever it runs, over a socket while that is open.</summary>
public sealed class SlackHearing(SlackInstallations installations, SlackIdentity identity, SlackSocketState socket, IOptions<SlackOptions> options)
{
    public async ValueTask<IReadOnlyCollection<string>> WorkspacesAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.HasHttp && !socket.IsOpen)
            return [];

        // Whose the settings' token is, is known once Slack was asked.
        await identity.FindAsync(SlackInstallations.NotKnownYet, cancellationToken);
        return installations.Teams;
    }
}
