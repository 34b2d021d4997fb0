namespace IncidentBot.Slack;

/// <summary>Events that are no part of any incident: names that change, the Home tab. What others tell by the way is learnt.</summary>
public sealed class SlackSurroundings(SlackNameChanges nameChanges, SlackSharing sharing, SlackHome home)
{
    /// <returns>Whether the event was one of them.</returns>
    public async ValueTask<bool> TakeAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        sharing.Learn(envelope);
        return home.Take(envelope) || await nameChanges.TakeAsync(envelope, cancellationToken);
    }
}
