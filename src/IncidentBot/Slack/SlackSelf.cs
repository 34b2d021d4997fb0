using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>The bot as Slack knows it, so that it does not record or answer itself.</summary>
/// <param name="Url">The workspace's address, with a slash at its end: permalinks begin with it.</param>
/// <param name="UserId">Empty where it is not known yet.</param>
public sealed record SlackSelf(string Team, string? Url, string UserId, string? BotId, string? AppId)
{
    public static SlackSelf Read(JsonElement authTest) => new(
        authTest.Text("team_id"u8) ?? "",
        authTest.Text("url"u8) is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) + "/" : null,
        authTest.Text("user_id"u8) ?? "",
        authTest.Text("bot_id"u8),
        authTest.Text("app_id"u8));

    /// <summary>What an installation tells of the bot before Slack is asked.</summary>
    public static SlackSelf Of(SlackInstallation installation) =>
        new(installation.TeamId ?? "", null, installation.BotUserId, null, installation.AppId.Length == 0 ? null : installation.AppId);

    public bool IsAuthorOf(JsonElement message)
    {
        var bot = message.Text("bot_id"u8);
        return IsUser(message.Text("user"u8))
            || (bot is not null && bot == BotId)
            || (AppId is not null && (message.Text("app_id"u8) ?? message.Child("bot_profile"u8).Text("app_id"u8)) == AppId);
    }

    public bool IsUser(string? user) => user is { Length: > 0 } && user == UserId;

    /// <summary>Made without asking Slack. Source: the form of chat.getPermalink's answers.</summary>
    public string? Permalink(string channel, string ts, string? thread)
    {
        if (Url is null)
            return null;

        var link = $"{Url}archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}";
        return thread is null ? link : $"{link}?thread_ts={thread}&cid={channel}";
    }
}
