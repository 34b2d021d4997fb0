using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A link at the top of a channel.</summary>
/// <param name="UserId">Who put it there, or changed it last.</param>
public sealed record FakeBookmark(string Id, string ChannelId, string Title, string Link, string? Emoji, string UserId)
{
    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["channel_id"] = ChannelId,
        ["title"] = Title,
        ["link"] = Link,
        ["emoji"] = Emoji,
        ["type"] = "link",
        ["last_updated_by_user_id"] = UserId,
    };
}
