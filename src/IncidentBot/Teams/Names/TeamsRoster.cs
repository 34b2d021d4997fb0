using IncidentBot.Chat;

namespace IncidentBot.Teams;

/// <summary>The roster of a conversation, as the connector tells it; a command waits for it, so not for long.</summary>
public sealed class TeamsRoster(TeamsConnector connector) : ITeamsRoster
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public async Task<TeamsPerson?> FindAsync(TeamsPlace place, string userId, CancellationToken cancellationToken)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(LongestWait);
        try
        {
            return await connector.MemberAsync(place, userId, soon.Token) is { } member && member.TextAt("aadObjectId") is { Length: > 0 } id
                ? new TeamsPerson(place.Tenant, id, member.TextAt("id") ?? userId, member.TextAt("name") ?? id) { Email = member.TextAt("email") }
                : null;
        }
        catch (Exception untold) when (untold is DeliveryException or HttpRequestException || (untold is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
