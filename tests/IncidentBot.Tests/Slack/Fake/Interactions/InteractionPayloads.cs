using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What Slack tells of a press, a shortcut or a form.</summary>
internal sealed class InteractionPayloads(FakeSlack slack)
{
    private readonly FakeWorkspace _workspace = slack.Workspace;

    /// <summary>What stands in all of them.</summary>
    public JsonObject Of(string type, FakeUser user) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = _workspace.TeamId, ["domain"] = "example" },
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Handle, ["name"] = user.Handle, ["team_id"] = user.TeamId ?? _workspace.TeamId },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
        ["api_app_id"] = _workspace.AppId,
        ["token"] = "dead",
    };

    public JsonObject ActionIn(FakeMessage message, PlacedElement element, JsonObject? value, FakeUser user)
    {
        var payload = Of("block_actions", user);
        payload["container"] = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel.Id,
            ["is_ephemeral"] = message.OnlyFor is not null,
        };
        if (message.ThreadTs is not null)
            payload["container"]!["thread_ts"] = message.ThreadTs;
        payload["channel"] = ChannelOf(message.Channel);
        // Of a message that only one person sees nothing is told but where it is.
        if (message.OnlyFor is null)
            payload["message"] = message.ToJson(_workspace);
        payload["state"] = StateOf(element, value);
        payload["response_url"] = slack.ResponseUrl(new ResponseContext(message.Channel, user, message));
        payload["trigger_id"] = slack.Triggers.Issue(user).Id;
        payload["actions"] = new JsonArray(Action(element, value));
        return payload;
    }

    /// <summary>From a view comes no channel and no <c>response_url</c>.</summary>
    public JsonObject ActionIn(FakeView view, PlacedElement element, JsonObject? value, FakeUser user)
    {
        var payload = Of("block_actions", user);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = view.ToJson();
        payload["trigger_id"] = slack.Triggers.Issue(user, view).Id;
        payload["actions"] = new JsonArray(Action(element, value));
        return payload;
    }

    public JsonObject Submission(FakeView view, FakeUser user)
    {
        var payload = Of("view_submission", user);
        payload["view"] = view.ToJson();
        payload["trigger_id"] = slack.Triggers.Issue(user, view).Id;
        payload["response_urls"] = new JsonArray([.. PlacedElement.In(view.Current).Where(element => element.Json["response_url_enabled"]?.GetValue<bool>() == true).Select(element => AddressOf(view, element, user)).OfType<JsonNode>()]);
        return payload;
    }

    public static JsonObject ChannelOf(FakeChannel channel) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel.IsDirect ? "directmessage" : channel.IsPrivate ? "privategroup" : channel.Name,
    };

    private JsonObject? AddressOf(FakeView view, PlacedElement element, FakeUser user)
    {
        if (_workspace.FindChannel(view.ValueOf(element)[ElementValue.NameOf(element.Type)!]?.ToString() ?? "") is not { } channel)
            return null;

        return new JsonObject { ["block_id"] = element.BlockId, ["action_id"] = element.ActionId, ["channel_id"] = channel.Id, ["response_url"] = slack.ResponseUrl(new ResponseContext(channel, user, null)) };
    }

    private static JsonObject StateOf(PlacedElement element, JsonObject? value)
    {
        var blocks = new JsonObject();
        if (ElementValue.NameOf(element.Type) is not null)
            blocks[element.BlockId] = new JsonObject { [element.ActionId] = value!.DeepClone() };
        return new JsonObject { ["values"] = blocks };
    }

    private JsonObject Action(PlacedElement element, JsonObject? value)
    {
        var action = value?.DeepClone().AsObject() ?? [];
        action["type"] = element.Type;
        action["action_id"] = element.ActionId;
        action["block_id"] = element.BlockId;
        action["action_ts"] = _workspace.NewTs();
        foreach (var name in element.Type == "button" ? new[] { "text", "value", "style", "url" } : ["placeholder"])
        {
            if (element.Json[name] is { } copied)
                action[name] = copied.DeepClone();
        }

        return action;
    }
}
