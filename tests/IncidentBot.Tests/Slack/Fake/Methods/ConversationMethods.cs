using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class ConversationMethods(FakeWorkspace workspace)
{
    private const int LongestTopic = 250;

    public IEnumerable<ApiMethod> All =>
    [
        new("conversations.create", 2, Create) { Scopes = call => [call.Flag("is_private") ? "groups:write" : "channels:manage"] },
        new("conversations.info", 3, Info) { Scopes = workspace.Reading, TakesJson = false },
        new("conversations.list", 2, List) { Scopes = _ => ["channels:read", "groups:read"], TakesJson = false },
        new("conversations.setTopic", 2, SetTopic) { Scopes = workspace.Managing },
        new("conversations.setPurpose", 2, SetPurpose) { Scopes = workspace.Managing },
        new("conversations.archive", 2, Archive) { Scopes = workspace.Managing },
        new("conversations.rename", 2, Rename) { Scopes = workspace.Managing },
        new("conversations.unarchive", 2, Unarchive) { Scopes = workspace.Managing },
    ];

    private JsonObject Create(ApiCall call)
    {
        var name = NewName(call.Text("name"));
        var channel = workspace.Open(name, workspace.BotUser.Id, call.Flag("is_private"));
        workspace.Tell(workspace.Note(channel, workspace.BotUser.Id, "channel_join", $"<@{workspace.BotUser.Id}> has joined the channel"));
        return Shown(channel);
    }

    private JsonObject Info(ApiCall call) => Shown(workspace.SeenBy(call));

    private JsonObject List(ApiCall call)
    {
        var types = (call.Text("types") ?? "public_channel").Split(',');
        var channels = workspace.Channels.Where(channel => !channel.IsDirect
            && types.Contains(channel.IsPrivate ? "private_channel" : "public_channel")
            && (!channel.IsPrivate || channel.Has(workspace.BotUser.Id))
            && !(channel.IsArchived && call.Flag("exclude_archived")));
        return Paging.Page(call, channels, channel => channel.ToJson(workspace), "channels", most: 1000);
    }

    private JsonObject SetTopic(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        channel.Topic = Short(call.Text("topic") ?? "");
        workspace.Tell(workspace.Note(channel, workspace.BotUser.Id, "channel_topic", $"<@{workspace.BotUser.Id}> set the channel topic: {channel.Topic}"));
        return Shown(channel);
    }

    private JsonObject SetPurpose(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        channel.Purpose = Short(call.Text("purpose") ?? "");
        return new JsonObject { ["purpose"] = channel.Purpose };
    }

    private JsonObject Archive(ApiCall call)
    {
        var channel = workspace.SeenBy(call);
        if (channel.IsArchived)
            throw new SlackError("already_archived");
        if (!channel.Has(workspace.BotUser.Id))
            throw new SlackError("not_in_channel");
        workspace.TellAll(workspace.Archived(channel, workspace.BotUser.Id, isArchived: true));
        return [];
    }

    /// <summary>A bot's token cannot: Slack says so in a notice of a bug, and names no code for it.</summary>
    private JsonObject Unarchive(ApiCall call) => throw new SlackError(workspace.SeenBy(call).IsArchived ? "not_allowed" : "not_archived");

    /// <summary>Only who made a channel may, besides administrators.</summary>
    private JsonObject Rename(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        if (channel.CreatorId != workspace.BotUser.Id)
            throw new SlackError("not_authorized");

        workspace.TellAll(workspace.Renamed(channel, workspace.BotUser.Id, NewName(call.Text("name"))));
        return Shown(channel);
    }

    private string NewName(string? name)
    {
        ChannelNames.Check(name);
        return workspace.Channels.Any(channel => channel.Name == name) ? throw new SlackError("name_taken") : name!;
    }

    private static string Short(string text) => text.Length <= LongestTopic ? text : throw new SlackError("too_long");

    private JsonObject Shown(FakeChannel channel) => new() { ["channel"] = channel.ToJson(workspace) };
}
