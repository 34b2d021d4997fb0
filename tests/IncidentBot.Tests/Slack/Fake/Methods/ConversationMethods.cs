using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class ConversationMethods(FakeWorkspace workspace)
{
    private const int LongestTopic = 250;
    private const int MostGuests = 100;

    public IEnumerable<ApiMethod> All =>
    [
        new("conversations.create", 2, Create) { Scopes = call => [call.Flag("is_private") ? "groups:write" : "channels:manage"] },
        new("conversations.info", 3, Info) { Scopes = Reading, TakesJson = false },
        new("conversations.list", 2, List) { Scopes = _ => ["channels:read", "groups:read"], TakesJson = false },
        new("conversations.members", 4, Members) { Scopes = Reading, TakesJson = false },
        new("conversations.invite", 3, Invite) { Scopes = Writing },
        new("conversations.join", 3, Join) { Scopes = _ => ["channels:join"] },
        new("conversations.open", 3, Open) { Scopes = _ => ["im:write"] },
        new("conversations.setTopic", 2, SetTopic) { Scopes = Writing },
        new("conversations.setPurpose", 2, SetPurpose) { Scopes = Writing },
        new("conversations.archive", 2, Archive) { Scopes = Writing },
        new("conversations.rename", 2, Rename) { Scopes = Writing },
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

    private JsonObject Members(ApiCall call) =>
        Paging.Page(call, workspace.SeenBy(call).Members, member => JsonValue.Create(member), "members", most: 1000);

    /// <summary>Nobody comes in if one cannot, unless <c>force</c> is set.</summary>
    private JsonObject Invite(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        var guests = call.Required("users").Split(',', StringSplitOptions.TrimEntries);
        if (guests.Length > MostGuests)
            throw new SlackError("invalid_arguments", $"[ERROR] at most {MostGuests} users");

        var refused = guests.Select(guest => (guest, Error: RefusalOf(channel, guest))).Where(guest => guest.Error is not null).ToList();
        if (refused.Count > 0 && (!call.Flag("force") || refused.Count == guests.Length))
            throw new SlackError(refused[0].Error!);

        foreach (var guest in guests.Except(refused.Select(guest => guest.guest)))
            workspace.Admit(channel, guest);
        return Shown(channel);
    }

    private string? RefusalOf(FakeChannel channel, string guest) =>
        guest == workspace.BotUser.Id ? "cant_invite_self"
        : workspace.FindUser(guest) is null ? "user_not_found"
        : channel.Has(guest) ? "already_in_channel"
        : null;

    private JsonObject Join(ApiCall call)
    {
        var channel = workspace.SeenBy(call);
        if (channel.IsPrivate)
            throw new SlackError("method_not_supported_for_channel_type");
        if (channel.IsArchived)
            throw new SlackError("is_archived");
        if (!channel.Has(workspace.BotUser.Id))
            workspace.Admit(channel, workspace.BotUser.Id);
        return Shown(channel);
    }

    private JsonObject Open(ApiCall call)
    {
        var user = workspace.FindUser(call.Required("users")) ?? throw new SlackError("user_not_found");
        return new JsonObject { ["channel"] = new JsonObject { ["id"] = workspace.DirectWith(user).Id } };
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
        channel.IsArchived = true;
        return [];
    }

    private JsonObject Rename(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        channel.Name = NewName(call.Text("name"));
        return Shown(channel);
    }

    private string NewName(string? name)
    {
        ChannelNames.Check(name);
        return workspace.Channels.Any(channel => channel.Name == name) ? throw new SlackError("name_taken") : name!;
    }

    private static string Short(string text) => text.Length <= LongestTopic ? text : throw new SlackError("too_long");

    private JsonObject Shown(FakeChannel channel) => new() { ["channel"] = channel.ToJson(workspace) };

    private string[] Reading(ApiCall call) => workspace.TypeOf(call) switch
    {
        "im" => ["im:read"],
        "group" => ["groups:read"],
        _ => ["channels:read"],
    };

    private string[] Writing(ApiCall call) => [workspace.TypeOf(call) == "group" ? "groups:write" : "channels:manage"];
}
