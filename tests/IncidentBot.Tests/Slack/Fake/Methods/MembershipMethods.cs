using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>Who comes into a conversation and who goes.</summary>
internal sealed class MembershipMethods(FakeWorkspace workspace)
{
    private const int MostGuests = 100;

    public IEnumerable<ApiMethod> All =>
    [
        new("conversations.members", 4, Members) { Scopes = workspace.Reading, TakesJson = false },
        new("conversations.invite", 3, Invite) { Scopes = workspace.Managing },
        new("conversations.join", 3, Join) { Scopes = _ => ["channels:join"] },
        new("conversations.leave", 3, Leave) { Scopes = workspace.Managing },
        new("conversations.kick", 3, Kick) { Scopes = workspace.Managing },
        new("conversations.open", 3, Open) { Scopes = _ => ["im:write"] },
        new("users.conversations", 3, OfUser) { Scopes = _ => ["channels:read", "groups:read"], TakesJson = false },
    ];

    private JsonObject Members(ApiCall call) =>
        Paging.Page(call, workspace.SeenBy(call).Members, member => JsonValue.Create(member), "members", most: 1000);

    /// <summary>Nobody comes in if one cannot, unless <c>force</c> is set.</summary>
    private JsonObject Invite(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        var guests = call.Required("users").Split(',', StringSplitOptions.TrimEntries);
        if (guests.Length > MostGuests)
            throw new SlackError("invalid_arguments", $"[ERROR] at most {MostGuests} users");

        var refused = guests.Select(guest => (Guest: guest, Error: RefusalOf(channel, guest))).Where(guest => guest.Error is not null).ToList();
        var errors = new JsonArray([.. refused.Select(guest => new JsonObject { ["user"] = guest.Guest, ["ok"] = false, ["error"] = guest.Error })]);
        if (refused.Count > 0 && (!call.Flag("force") || refused.Count == guests.Length))
            throw new SlackError(refused[0].Error!) { Errors = errors };

        foreach (var guest in guests.Except(refused.Select(guest => guest.Guest)))
            workspace.Admit(channel, guest, workspace.BotUser.Id);
        var answer = new JsonObject { ["channel"] = channel.ToJson(workspace) };
        if (errors.Count > 0)
            answer["errors"] = errors;
        return answer;
    }

    private string? RefusalOf(FakeChannel channel, string guest)
    {
        if (guest == workspace.BotUser.Id)
            return "cant_invite_self";
        if (workspace.FindUser(guest) is not { } user)
            return "user_not_found";
        if (channel.Has(guest))
            return "already_in_channel";
        if (user.IsDeactivated || (user.TeamId is not null && !channel.IsShared))
            return "cant_invite";
        return user.IsUltraRestricted && workspace.Channels.Any(other => !other.IsDirect && other.Has(guest)) ? "ura_max_channels" : null;
    }

    private JsonObject Join(ApiCall call)
    {
        var channel = workspace.SeenBy(call);
        if (channel.IsPrivate)
            throw new SlackError("method_not_supported_for_channel_type");
        if (channel.IsArchived)
            throw new SlackError("is_archived");
        if (!channel.Has(workspace.BotUser.Id))
            workspace.Admit(channel, workspace.BotUser.Id);
        return new JsonObject { ["channel"] = channel.ToJson(workspace) };
    }

    private JsonObject Leave(ApiCall call)
    {
        var channel = workspace.SeenBy(call);
        if (channel.IsDirect)
            throw new SlackError("method_not_supported_for_channel_type");
        if (channel.IsArchived)
            throw new SlackError("is_archived");
        if (!channel.Has(workspace.BotUser.Id))
            return new JsonObject { ["not_in_channel"] = true };

        workspace.TellAll(workspace.Left(channel, workspace.BotUser.Id));
        return [];
    }

    private JsonObject Kick(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        var user = call.Required("user");
        if (user == workspace.BotUser.Id)
            throw new SlackError("cant_kick_self");
        if (workspace.FindUser(user) is null)
            throw new SlackError("user_not_found");
        if (!channel.Has(user))
            throw new SlackError("not_in_channel");

        workspace.TellAll(workspace.Left(channel, user));
        return [];
    }

    private JsonObject Open(ApiCall call)
    {
        var user = workspace.FindUser(call.Required("users")) ?? throw new SlackError("user_not_found");
        return user.IsDeactivated ? throw new SlackError("user_disabled") : new JsonObject { ["channel"] = new JsonObject { ["id"] = workspace.DirectWith(user).Id } };
    }

    private JsonObject OfUser(ApiCall call)
    {
        var user = call.Text("user") ?? workspace.BotUser.Id;
        var types = (call.Text("types") ?? "public_channel").Split(',');
        var channels = workspace.Channels.Where(channel => channel.Has(user)
            && (!channel.IsPrivate || channel.Has(workspace.BotUser.Id))
            && types.Contains(channel.IsDirect ? "im" : channel.IsPrivate ? "private_channel" : "public_channel")
            && !(channel.IsArchived && call.Flag("exclude_archived")));
        return Paging.Page(call, channels, channel => channel.ToJson(workspace), "channels", most: 999);
    }
}
