using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class ChatMethods(FakeWorkspace workspace)
{
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
        var content = MessageContent.Of(call, workspace);
        var thread = call.Text("thread_ts");
        var parent = thread is null ? null : channel.FindRecord(thread) ?? throw new SlackError("thread_not_found");
        var message = new FakeMessage
        {
            Ts = workspace.NewTs(),
            Text = "",
            ThreadTs = parent?.ThreadTs ?? parent?.Ts,
            ParentUserId = parent?.UserId,
            UserId = workspace.BotUser.Id,
            BotId = workspace.BotId,
            BotName = "IncidentBot",
            Subtype = call.Flag("reply_broadcast") ? "thread_broadcast" : null,
        };
        content.PutInto(message);
        workspace.Tell(workspace.Post(channel, message));
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = message.ToJson(workspace) };
    }

    private JsonObject PostEphemeral(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        var content = MessageContent.Of(call, workspace);
        var user = call.Required("user");
        if (!channel.Has(user))
            throw new SlackError("user_not_in_channel");

        return new JsonObject { ["message_ts"] = workspace.Whisper(channel, user, content, call.Text("thread_ts")).Ts };
    }

    private JsonObject Update(ApiCall call)
    {
        var channel = workspace.WritableBy(call);
        var message = OwnMessage(channel, call, "cant_update_message");
        var content = MessageContent.Of(call, workspace);
        var before = message.ToJson(workspace);
        content.PutInto(message);
        workspace.Tell(workspace.Changed(channel, message, before));
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["text"] = content.Text };
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

    private static string[] Writing(ApiCall call) => ["chat:write"];
}
