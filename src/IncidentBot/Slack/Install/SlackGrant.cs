using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Reads what <c>oauth.v2.access</c> answers.</summary>
public static class SlackGrant
{
    /// <returns>Nothing where the answer brings no bot's token, or does not say for whom.</returns>
    public static SlackInstallation? ReadInstallation(JsonElement answer, DateTimeOffset now)
    {
        var (team, enterprise) = (answer.Child("team"u8), answer.Child("enterprise"u8));
        var isForOrganisation = answer.IsTrue("is_enterprise_install"u8);
        var teamId = isForOrganisation ? null : team.Text("id"u8);
        var enterpriseId = enterprise.Text("id"u8);
        if (answer.Text("access_token"u8) is not { Length: > 0 } token || answer.Text("bot_user_id"u8) is not { Length: > 0 } bot || (teamId ?? enterpriseId) is null)
            return null;

        var name = (isForOrganisation ? enterprise : team).Text("name"u8) ?? teamId ?? enterpriseId!;
        return new SlackInstallation(
            -1, enterpriseId, teamId, SlackText.Clean(name), answer.Text("app_id"u8) ?? "", bot,
            token, answer.Text("refresh_token"u8), ExpiryIn(answer, now), SlackInstallation.ScopesIn(answer.Text("scope"u8) ?? ""),
            answer.Child("authed_user"u8).Text("id"u8), now);
    }

    /// <returns>Nothing where the answer brings no token.</returns>
    public static SlackInstallation? ReadPair(JsonElement answer, SlackInstallation before, DateTimeOffset now) =>
        answer.Text("access_token"u8) is not { Length: > 0 } token ? null : before with
        {
            Token = token,
            RefreshToken = answer.Text("refresh_token"u8),
            ExpiresAt = ExpiryIn(answer, now),
            Scopes = answer.Text("scope"u8) is { } scopes ? SlackInstallation.ScopesIn(scopes) : before.Scopes,
        };

    private static DateTimeOffset? ExpiryIn(JsonElement answer, DateTimeOffset now) =>
        answer.Child("expires_in"u8) is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetInt64(out var left) && left > 0
            ? now + TimeSpan.FromSeconds(left)
            : null;
}
