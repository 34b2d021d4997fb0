using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>Something that somebody did with a button, a form, a menu or a shortcut, and where.</summary>
/// <param name="Team">The workspace it happened in.</param>
/// <param name="UserTeam">The workspace of whoever did it, where Slack says so.</param>
/// <param name="Enterprise">The organisation it happened in, if workspaces belong to one.</param>
/// <param name="Trigger">Opens one form within three seconds; never stored.</param>
/// <param name="ResponseUrl">Where an answer goes; empty in forms and in the Home tab. A secret.</param>
/// <param name="Channel">Nothing in forms, in the Home tab and for global shortcuts.</param>
/// <param name="Payload">All of it, and it stays.</param>
public sealed record SlackInteraction(
    string Type, string Team, string User, string? UserTeam, string? Enterprise, string Trigger, string ResponseUrl, string? Channel, string? ChannelName, string? Thread, JsonElement Payload)
{
    private static readonly string[] NotNames = ["directmessage", "privategroup"];

    /// <summary>Whether nobody else sees the message in which it was pressed.</summary>
    public bool IsInEphemeral => Payload.Child("container"u8).IsTrue("is_ephemeral"u8);

    public bool IsInHomeTab => Payload.Child("view"u8).Text("type"u8) == "home";

    /// <returns>Nothing where it is not said who did it, and where.</returns>
    public static SlackInteraction? Read(JsonElement payload)
    {
        var user = payload.Child("user"u8);
        var team = payload.Child("team"u8).Text("id"u8) ?? user.Text("team_id"u8);
        if (payload.Text("type"u8) is not { } type || user.Text("id"u8) is not { } id || team is null || !IsId(id) || !IsId(team))
            return null;

        var container = payload.Child("container"u8);
        var channel = payload.Child("channel"u8).Text("id"u8) ?? container.Text("channel_id"u8);
        var name = payload.Child("channel"u8).Text("name"u8);
        return new SlackInteraction(
            type, team, id, user.Text("team_id"u8), payload.Child("enterprise"u8).Text("id"u8),
            payload.Text("trigger_id"u8) ?? "", payload.Text("response_url"u8) ?? "",
            IsId(channel) ? channel : null, name is null || NotNames.Contains(name) ? null : SlackText.Clean(name),
            container.Text("thread_ts"u8), payload.Clone());
    }

    private static bool IsId(string? id) => id is { Length: > 0 and <= 40 } && id.All(char.IsAsciiLetterOrDigit);
}
