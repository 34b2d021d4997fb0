using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A message as everybody in the channel sees it now.</summary>
public sealed class FakeMessage
{
    /// <summary>The id within the channel, and the order: a string of seconds and microseconds, never a number.</summary>
    public required string Ts { get; init; }

    /// <summary>Set on a reply; and on the message it hangs on, from the first reply on.</summary>
    public string? ThreadTs { get; set; }
    public string? ParentUserId { get; init; }
    public string? UserId { get; init; }
    public string? BotId { get; init; }
    public string? BotName { get; init; }
    public string? Subtype { get; init; }

    /// <summary>In Slack's own writing: escaped, with its tokens.</summary>
    public required string Text { get; set; }

    public JsonArray? Blocks { get; set; }

    /// <summary>The older boxes below a text, as alerting apps still send them.</summary>
    public JsonArray? Attachments { get; set; }

    /// <summary>The one person who sees it; null where everybody does.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>Where it stands; set when it is posted.</summary>
    public FakeChannel Channel { get; internal set; } = null!;

    public string? EditedTs { get; set; }
    public bool IsDeleted { get; set; }
    /// <summary>Deleted, but replies hang on it: its place stays.</summary>
    public bool IsTombstone => IsDeleted && Replies > 0;

    public bool IsPinned { get; set; }
    public (string UserId, string Ts)? PinnedBy { get; set; }
    public IReadOnlyList<JsonObject> Files { get; init; } = [];

    /// <summary>Who reacted with what, in order.</summary>
    public List<(string Emoji, string UserId)> Reactions { get; } = [];

    /// <summary>What an app wrote on its post, unseen; history shows it to whoever asks for it.</summary>
    public JsonNode? Metadata { get; set; }

    public int Replies { get; set; }
    public string? LatestReplyTs { get; set; }

    /// <summary>The text of its blocks as a person reads it; without blocks, of the message itself.</summary>
    public string VisibleText => Channel.VisibleText(this);

    public IReadOnlyList<FakeButton> Buttons => Channel.Buttons(this);

    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    internal JsonObject ToJson(FakeWorkspace workspace, bool withMetadata = false)
    {
        if (IsTombstone)
            return Tombstone();

        var json = new JsonObject { ["type"] = "message", ["ts"] = Ts, ["text"] = Text, ["team"] = workspace.TeamId };
        if (UserId is not null && workspace.FindUser(UserId)?.TeamId is { } team)
            (json["team"], json["user_team"], json["source_team"]) = (team, team, team);
        Set(json, "subtype", Subtype);
        Set(json, "user", UserId);
        Set(json, "thread_ts", ThreadTs);
        Set(json, "parent_user_id", ParentUserId);
        if (BotId is not null)
        {
            json["bot_id"] = BotId;
            json["app_id"] = BotId == workspace.BotId ? workspace.AppId : "A0OTHER";
            Set(json, "username", Subtype == "bot_message" ? BotName : null);
            if (Subtype is null)
                json["bot_profile"] = new JsonObject { ["id"] = BotId, ["name"] = BotName, ["app_id"] = json["app_id"]!.DeepClone(), ["team_id"] = workspace.TeamId };
        }

        if (Blocks is not null)
            json["blocks"] = Blocks.DeepClone();
        if (Attachments is not null)
            json["attachments"] = Attachments.DeepClone();
        if (Files.Count > 0)
            json["files"] = new JsonArray([.. Files.Select(file => file.DeepClone())]);
        if (EditedTs is not null)
            json["edited"] = new JsonObject { ["user"] = UserId, ["ts"] = EditedTs };
        if (Replies > 0)
            (json["reply_count"], json["latest_reply"]) = (Replies, LatestReplyTs);
        if (withMetadata && Metadata is not null)
            json["metadata"] = Metadata.DeepClone();
        if (Reactions.Count > 0)
            json["reactions"] = new JsonArray([.. Reactions.GroupBy(reaction => reaction.Emoji).Select(ReactionOf)]);
        return json;
    }

    private JsonObject Tombstone() => new()
    {
        ["type"] = "message",
        ["subtype"] = "tombstone",
        ["text"] = "This message was deleted.",
        ["user"] = "USLACKBOT",
        ["hidden"] = true,
        ["ts"] = Ts,
        ["thread_ts"] = ThreadTs,
        ["reply_count"] = Replies,
        ["latest_reply"] = LatestReplyTs,
    };

    private static JsonNode ReactionOf(IGrouping<string, (string Emoji, string UserId)> reaction) => new JsonObject
    {
        ["name"] = reaction.Key,
        ["count"] = reaction.Count(),
        ["users"] = new JsonArray([.. reaction.Select(one => JsonValue.Create(one.UserId))]),
    };

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
