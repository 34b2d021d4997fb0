using System.Text.Json;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Slack;

/// <summary>What somebody is to the workspace, as <c>users.info</c> says: kept beside their name, so that no command waits for it.</summary>
public static class SlackStanding
{
    private const string Stranger = "Stranger";

    /// <param name="user">As in <c>users.info</c> and <c>user_change</c>.</param>
    /// <returns>A <see cref="Standing"/>; a stranger's organisation stands behind it, since a workspace of our own may be in it.</returns>
    public static string Of(string team, JsonElement user)
    {
        if (user.IsTrue("deleted"u8))
            return nameof(Standing.Deactivated);
        if (user.IsTrue("is_stranger"u8) || IsFromElsewhere(team, user))
            return $"{Stranger} {user.Child("enterprise_user"u8).Text("enterprise_id"u8)}".TrimEnd();

        return user.IsTrue("is_restricted"u8) || user.IsTrue("is_ultra_restricted"u8) ? nameof(Standing.Guest) : nameof(Standing.Member);
    }

    /// <param name="known">As <see cref="Of"/> wrote it; nothing while Slack has not been asked.</param>
    /// <param name="userTeam">The workspace that the delivery says they belong to.</param>
    /// <param name="enterprise">The organisation of the workspace, if it is in one.</param>
    public static Standing Read(string? known, string team, string? userTeam, string? enterprise)
    {
        if (known == nameof(Standing.Deactivated))
            return Standing.Deactivated;
        if (known == nameof(Standing.Guest))
            return Standing.Guest;

        var isOfOurs = enterprise is { Length: > 0 } && known == $"{Stranger} {enterprise}";
        var isStranger = known?.StartsWith(Stranger, StringComparison.Ordinal) == true && !isOfOurs;
        var comesFromElsewhere = userTeam is { Length: > 0 } && userTeam != team && !isOfOurs && (known is null || string.IsNullOrEmpty(enterprise));
        return isStranger || comesFromElsewhere ? Standing.Stranger : Standing.Member;
    }

    /// <summary>People of an organisation belong to one workspace and may be members of others.</summary>
    private static bool IsFromElsewhere(string team, JsonElement user) =>
        user.Text("team_id"u8) is { Length: > 0 } home && home != team
        && !user.Child("enterprise_user"u8).Items("teams"u8).Any(member => member.ValueKind == JsonValueKind.String && member.GetString() == team);
}
