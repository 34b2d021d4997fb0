using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A link at the top of a channel.</summary>
public sealed record FakeBookmark(string Id, string ChannelId, string Title, string Link, string? Emoji)
{
    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["channel_id"] = ChannelId,
        ["title"] = Title,
        ["link"] = Link,
        ["emoji"] = Emoji,
        ["type"] = "link",
    };
}
