using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>People come and go, channels get other names and end; each deed returns the events that tell of it.</summary>
public sealed partial class FakeWorkspace
{
    internal void Admit(FakeChannel channel, string userId, string? inviterId = null) => TellAll(Joined(channel, userId, inviterId));

    internal void TellAll(IEnumerable<JsonObject> told)
    {
        foreach (var inner in told)
            Tell(inner);
    }

    internal IReadOnlyList<JsonObject> Joined(FakeChannel channel, string userId, string? inviterId = null)
    {
        channel.Admit(userId);
        var joined = Membership("member_joined_channel", channel, userId);
        if (inviterId is not null)
            joined["inviter"] = inviterId;
        return [joined, Note(channel, userId, channel.IsPrivate ? "group_join" : "channel_join", $"<@{userId}> has joined the channel")];
    }

    /// <summary>An app that was removed hears only that.</summary>
    internal IReadOnlyList<JsonObject> Left(FakeChannel channel, string userId)
    {
        channel.Dismiss(userId);
        return userId == BotUser.Id
            ? [new JsonObject { ["type"] = channel.IsPrivate ? "group_left" : "channel_left", ["channel"] = channel.Id, ["event_ts"] = NewTs() }]
            : [Membership("member_left_channel", channel, userId), Note(channel, userId, channel.IsPrivate ? "group_leave" : "channel_leave", $"<@{userId}> has left the channel")];
    }

    internal IReadOnlyList<JsonObject> Archived(FakeChannel channel, string userId, bool isArchived)
    {
        channel.IsArchived = isArchived;
        var kind = (channel.IsPrivate ? "group_" : "channel_") + (isArchived ? "archive" : "unarchive");
        return
        [
            Note(channel, userId, kind, isArchived ? "archived the channel" : "un-archived the channel"),
            new JsonObject { ["type"] = kind, ["channel"] = channel.Id, ["user"] = userId, ["event_ts"] = NewTs() },
        ];
    }

    internal IReadOnlyList<JsonObject> Renamed(FakeChannel channel, string userId, string name)
    {
        var old = channel.Name;
        channel.Name = name;
        var note = Note(channel, userId, channel.IsPrivate ? "group_name" : "channel_name", $"has renamed the channel from \"{old}\" to \"{name}\"");
        (note["old_name"], note["name"]) = (old, name);
        return
        [
            note,
            new JsonObject
            {
                ["type"] = channel.IsPrivate ? "group_rename" : "channel_rename",
                ["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = name, ["is_channel"] = !channel.IsPrivate, ["created"] = 1_700_000_000 },
                ["event_ts"] = NewTs(),
            },
        ];
    }

    private JsonObject Membership(string type, FakeChannel channel, string userId) => new()
    {
        ["type"] = type,
        ["user"] = userId,
        ["channel"] = channel.Id,
        ["channel_type"] = channel.IsPrivate ? "G" : "C",
        ["team"] = FindUser(userId)?.TeamId ?? TeamId,
        ["event_ts"] = NewTs(),
    };
}
