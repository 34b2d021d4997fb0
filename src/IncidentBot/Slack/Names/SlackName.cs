using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>A person, group or channel under the name people read, ready for use.</summary>
public sealed record SlackName(KnownName Known)
{
    public string Name => Known.Name;

    public Person Person { get; } = new(Known.Id, Known.Name);

    public TimeZoneInfo Zone { get; } = TimeZones.Find(Known.TimeZone);

    /// <param name="user">As in <c>users.info</c> and <c>user_change</c>.</param>
    public static SlackName? OfUser(string team, JsonElement user, DateTimeOffset now)
    {
        var profile = user.Child("profile"u8);
        var name = FirstOf(profile.Text("display_name"u8), profile.Text("real_name"u8), user.Text("real_name"u8), user.Text("name"u8));
        return Of(team, user.Text("id"u8), name, user.Text("tz"u8), now, SlackStanding.Of(team, user), EmailOf(user));
    }

    /// <summary>
    /// Only with <c>users:read.email</c>. An address that its owner has not confirmed proves nothing; a bot's is nobody's.
    /// </summary>
    private static string? EmailOf(JsonElement user) =>
        user.IsTrue("is_bot"u8) || user.Child("is_email_confirmed"u8).ValueKind == JsonValueKind.False ? null : user.Child("profile"u8).Text("email"u8)?.Trim() is { Length: > 0 } email ? email : null;

    /// <param name="group">As in <c>usergroups.list</c> and <c>subteam_updated</c>.</param>
    public static SlackName? OfGroup(string team, JsonElement group, DateTimeOffset now) =>
        Of(team, group.Text("id"u8), FirstOf(group.Text("handle"u8), group.Text("name"u8)), null, now);

    /// <param name="channel">As in <c>conversations.info</c> and <c>channel_rename</c>.</param>
    public static SlackName? OfChannel(string team, JsonElement channel, DateTimeOffset now) =>
        Of(team, channel.Text("id"u8), FirstOf(channel.Text("name"u8), channel.IsTrue("is_im"u8) ? "direct message" : null), null, now);

    private static SlackName? Of(string team, string? id, string? name, string? zone, DateTimeOffset now, string? standing = null, string? email = null) =>
        id is null || name is null ? null : new SlackName(new KnownName(SlackAddress.Of(team, id), name, zone, now, standing) { Email = email });

    private static string? FirstOf(params string?[] names) =>
        names.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) is { } found
            ? SlackText.Clean(SlackText.Unescape(found)).ReplaceLineEndings(" ").Trim()
            : null;
}
