namespace IncidentBot.Teams;

/// <summary>Asks Teams who is in a conversation.</summary>
public interface ITeamsRoster
{
    /// <param name="userId">Under which the bot writes to them: <c>29:…</c>.</param>
    /// <returns>Nothing where Teams does not say, or not in time: a command waits for this.</returns>
    Task<TeamsPerson?> FindAsync(TeamsPlace place, string userId, CancellationToken cancellationToken);
}
