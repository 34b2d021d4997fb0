using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What people and the bot do to messages; each deed returns the event that tells of it.</summary>
public sealed partial class FakeWorkspace
{
    internal JsonObject Changed(FakeChannel channel, FakeMessage message, JsonObject before) => Hidden(channel, "message_changed", new JsonObject
    {
        ["message"] = message.ToJson(this),
        ["previous_message"] = before,
    });

    /// <summary>Where replies hang on it, a tombstone stays, and it is told as a change; else it is gone.</summary>
    internal JsonObject Deleted(FakeChannel channel, FakeMessage message)
    {
        var before = message.ToJson(this);
        message.IsDeleted = true;
        if (message.IsTombstone)
            return Hidden(channel, "message_changed", new JsonObject { ["message"] = message.ToJson(this), ["previous_message"] = before });
        if (message.IsReply && channel.FindRecord(message.ThreadTs!) is { } parent)
            UncountReply(channel, parent);

        return Hidden(channel, "message_deleted", new JsonObject { ["deleted_ts"] = message.Ts, ["previous_message"] = before });
    }

    internal JsonObject Reacted(FakeChannel channel, FakeMessage message, string emoji, string userId)
    {
        message.Reactions.Add((emoji, userId));
        return Reaction("reaction_added", channel, message, emoji, userId);
    }

    internal JsonObject Unreacted(FakeChannel channel, FakeMessage message, string emoji, string userId)
    {
        message.Reactions.Remove((emoji, userId));
        return Reaction("reaction_removed", channel, message, emoji, userId);
    }

    /// <summary>A pin also posts a note of its own, which is told first.</summary>
    internal JsonObject Pinned(FakeChannel channel, FakeMessage message, string userId)
    {
        message.IsPinned = true;
        message.PinnedBy = (userId, NewTs());
        Tell(Note(channel, userId, "pinned_item", $"<@{userId}> pinned a message to this channel."));
        return Pin("pin_added", channel, message, userId);
    }

    internal JsonObject Unpinned(FakeChannel channel, FakeMessage message, string userId)
    {
        message.IsPinned = false;
        return Pin("pin_removed", channel, message, userId);
    }

    internal JsonObject FileShared(FakeChannel channel, FakeFile file) => new()
    {
        ["type"] = "file_shared",
        ["file_id"] = file.Id,
        ["file"] = new JsonObject { ["id"] = file.Id },
        ["user_id"] = file.OwnerId,
        ["channel_id"] = channel.Id,
        ["event_ts"] = NewTs(),
    };

    private void UncountReply(FakeChannel channel, FakeMessage parent)
    {
        var before = parent.ToJson(this);
        parent.Replies--;
        if (!parent.IsDeleted)
            Tell(Changed(channel, parent, before));
    }

    private JsonObject Hidden(FakeChannel channel, string subtype, JsonObject change)
    {
        var ts = NewTs();
        change["type"] = "message";
        change["subtype"] = subtype;
        change["hidden"] = true;
        change["ts"] = ts;
        return EventOf(channel, change, ts);
    }

    private JsonObject Reaction(string type, FakeChannel channel, FakeMessage message, string emoji, string userId) => new()
    {
        ["type"] = type,
        ["user"] = userId,
        ["reaction"] = emoji,
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["ts"] = message.Ts },
        ["item_user"] = message.UserId,
        ["event_ts"] = NewTs(),
    };

    private JsonObject Pin(string type, FakeChannel channel, FakeMessage message, string userId) => new()
    {
        ["type"] = type,
        ["user"] = userId,
        ["channel_id"] = channel.Id,
        ["item"] = new JsonObject
        {
            ["type"] = "message",
            ["channel"] = channel.Id,
            ["created_by"] = message.UserId,
            ["message"] = message.ToJson(this),
        },
        ["event_ts"] = NewTs(),
    };
}
