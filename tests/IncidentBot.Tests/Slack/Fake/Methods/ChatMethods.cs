using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class ChatMethods(FakeWorkspace workspace)
{
    private const int LongestText = 40_000;

    public IEnumerable<ApiMethod> All =>
    [
        new("chat.postMessage", 0, PostMessage) { Scopes = Writing },
        new("chat.postEphemeral", 4, PostEphemeral) { Scopes = Writing },
        new("chat.update", 3, Update) { Scopes = Writing },
        new("chat.delete", 3, Delete) { Scopes = Writing },
        new("chat.getPermalink", 3, GetPermalink) { TakesJson = false },
    ];

    private JsonObject PostMessage(ApiCall call)
    {
        var channel = workspace.FindUser(call.Required("channel")) is { } user ? workspace.DirectWith(user) : workspace.WritableBy(call);
        var (text, blocks) = ContentOf(call);
        var thread = call.Text("thread_ts");
        var parent = thread is null ? null : channel.Find(thread) ?? throw new SlackError("thread_not_found");
        var message = new FakeMessage
        {
            Ts = workspace.NewTs(),
            Text = text,
            Blocks = blocks,
            ThreadTs = parent?.ThreadTs ?? parent?.Ts,
            ParentUserId = parent?.UserId,
            UserId = workspace.BotUser.Id,
            BotId = workspace.BotId,
            BotName = "IncidentBot",
            Metadata = call.Json("metadata"),
            Subtype = call.Flag("reply_broadcast") ? "thread_broadcast" : null,
        };
        workspace.Tell(workspace.Post(channel, message));
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = message.ToJson(workspace) };
    }

    private JsonObject PostEphemeral(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        var (text, _) = ContentOf(call);
        var user = call.Required("user");
        if (!channel.Has(user))
            throw new SlackError("user_not_in_channel");

        workspace.Whispers.Add((channel, user, text));
        return new JsonObject { ["message_ts"] = workspace.NewTs() };
    }

    private JsonObject Update(ApiCall call)
    {
        var channel = workspace.WritableBy(call);
        var message = OwnMessage(channel, call, "cant_update_message");
        var (text, blocks) = ContentOf(call);
        var before = message.ToJson(workspace);
        (message.Text, message.Blocks) = (text, blocks);
        workspace.Tell(workspace.Changed(channel, message, before));
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["text"] = text };
    }

    private JsonObject Delete(ApiCall call)
    {
        var channel = workspace.WritableBy(call);
        var message = OwnMessage(channel, call, "cant_delete_message");
        workspace.Tell(workspace.Deleted(channel, message));
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    private JsonObject GetPermalink(ApiCall call)
    {
        var channel = workspace.SeenBy(call);
        var message = channel.Find(call.Required("message_ts")) ?? throw new SlackError("message_not_found");
        return new JsonObject { ["channel"] = channel.Id, ["permalink"] = FakeSlack.Permalink(channel, message) };
    }

    private FakeMessage OwnMessage(FakeChannel channel, ApiCall call, string refusal)
    {
        var message = channel.Find(call.Required("ts")) ?? throw new SlackError("message_not_found");
        return message.BotId == workspace.BotId ? message : throw new SlackError(refusal);
    }

    private static (string Text, JsonArray? Blocks) ContentOf(ApiCall call)
    {
        var blocks = call.Json("blocks") switch
        {
            null => null,
            JsonArray list => list,
            _ => throw new SlackError("invalid_blocks_format"),
        };
        var text = call.Text("text") ?? "";
        if (text.Trim().Length == 0 && blocks is not { Count: > 0 })
            throw new SlackError("no_text");
        if (text.Length > LongestText)
            throw new SlackError("msg_too_long");
        if (blocks is not null)
            BlockRules.Check(blocks);
        return (text, blocks);
    }

    private static string[] Writing(ApiCall call) => ["chat:write"];
}
