using System.Collections.Immutable;

namespace IncidentBot.Slack;

/// <summary>The app in a workspace, or in all workspaces of an organisation, with the token it speaks with there.</summary>
/// <param name="Id">The row; 0 for the token of the settings.</param>
/// <param name="TeamId">Nothing for an installation in a whole organisation, and while Slack has not said whose the settings' token is.</param>
/// <param name="Scopes">What was granted; nothing while it is not known.</param>
/// <param name="InstalledBy">A user's id.</param>
public sealed record SlackInstallation(
    long Id,
    string? EnterpriseId,
    string? TeamId,
    string Name,
    string AppId,
    string BotUserId,
    string Token,
    string? RefreshToken,
    DateTimeOffset? ExpiresAt,
    ImmutableSortedSet<string>? Scopes,
    string? InstalledBy,
    DateTimeOffset InstalledAt,
    DateTimeOffset? RevokedAt = null)
{
    public static SlackInstallation OfSettings(string token) =>
        new(0, null, null, "", "", "", token, null, null, null, null, DateTimeOffset.MinValue);

    public bool IsOfSettings => Id == 0;

    public bool IsActive => RevokedAt is null;

    public bool IsForOrganisation => TeamId is null && EnterpriseId is not null;

    /// <param name="enterprise">The workspace's organisation, where it is known.</param>
    public bool Serves(string team, string? enterprise)
    {
        if (IsForOrganisation)
            return EnterpriseId == enterprise || (IsOfSettings && enterprise is null);

        return TeamId == team || (TeamId is null && IsOfSettings);
    }

    /// <param name="written">As Slack writes scopes: <c>chat:write,commands</c>.</param>
    public static ImmutableSortedSet<string> ScopesIn(string written) =>
        written.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToImmutableSortedSet(StringComparer.Ordinal);

    // The parts that are secrets stay out of logs, whoever writes a record there.
    public override string ToString() => $"{EnterpriseId}/{TeamId} {Name}";
}
