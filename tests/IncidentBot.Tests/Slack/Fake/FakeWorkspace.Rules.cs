namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What the bot may see, enter and write to.</summary>
public sealed partial class FakeWorkspace
{
    /// <summary>The channel of a call: private ones exist only for their members.</summary>
    internal FakeChannel SeenBy(ApiCall call, string argument = "channel") =>
        FindChannel(call.Required(argument)) is { } channel && (!channel.IsPrivate || channel.Has(BotUser.Id)) ? channel : throw new SlackError("channel_not_found");

    internal FakeChannel JoinedBy(ApiCall call)
    {
        var channel = SeenBy(call);
        return channel.Has(BotUser.Id) ? channel : throw new SlackError("not_in_channel");
    }

    internal FakeChannel OpenTo(ApiCall call)
    {
        var channel = JoinedBy(call);
        return channel.IsArchived ? throw new SlackError("is_archived") : channel;
    }

    /// <summary>With <c>chat:write.public</c> the bot writes to public channels without being there.</summary>
    internal FakeChannel WritableBy(ApiCall call)
    {
        var channel = SeenBy(call);
        if (channel.IsArchived)
            throw new SlackError("is_archived");

        return channel.Has(BotUser.Id) || WritesEverywhere ? channel : throw new SlackError("not_in_channel");
    }

    /// <summary>The scopes of a call that looks at a conversation.</summary>
    internal string[] Reading(ApiCall call) => TypeOf(call) switch
    {
        "im" => ["im:read"],
        "group" => ["groups:read"],
        _ => ["channels:read"],
    };

    internal string[] Managing(ApiCall call) => [TypeOf(call) == "group" ? "groups:write" : "channels:manage"];

    internal string? TypeOf(ApiCall call) => call.Text("channel") is { } id ? FindChannel(id)?.Type : null;

    internal FakeChannel DirectWith(FakeUser user)
    {
        if (_channels.FirstOrDefault(channel => channel.IsDirect && channel.Has(user.Id)) is { } known)
            return known;

        var opened = Open("directmessage", user.Id, isDirect: true);
        opened.Admit(BotUser.Id);
        return opened;
    }

    internal bool WritesEverywhere { get; set; } = true;
}
