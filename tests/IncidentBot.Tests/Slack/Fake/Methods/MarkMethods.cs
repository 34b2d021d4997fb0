using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>Reactions and pins.</summary>
internal sealed partial class MarkMethods(FakeWorkspace workspace)
{
    private const int MostPins = 100;

    public IEnumerable<ApiMethod> All =>
    [
        new("reactions.add", 3, AddReaction) { Scopes = _ => ["reactions:write"] },
        new("reactions.remove", 2, RemoveReaction) { Scopes = _ => ["reactions:write"] },
        new("pins.add", 2, AddPin) { Scopes = _ => ["pins:write"] },
        new("pins.remove", 2, RemovePin) { Scopes = _ => ["pins:write"] },
    ];

    private JsonObject AddReaction(ApiCall call)
    {
        var (channel, message) = Marked(call);
        var mark = (EmojiOf(call), workspace.BotUser.Id);
        if (message.Reactions.Contains(mark))
            throw new SlackError("already_reacted");

        workspace.Tell(workspace.Reacted(channel, message, mark.Item1, workspace.BotUser.Id));
        return [];
    }

    private JsonObject RemoveReaction(ApiCall call)
    {
        var (channel, message) = Marked(call);
        var mark = (EmojiOf(call), workspace.BotUser.Id);
        if (!message.Reactions.Contains(mark))
            throw new SlackError("no_reaction");

        workspace.Tell(workspace.Unreacted(channel, message, mark.Item1, workspace.BotUser.Id));
        return [];
    }

    private JsonObject AddPin(ApiCall call)
    {
        var (channel, message) = Marked(call);
        if (message.IsPinned)
            throw new SlackError("already_pinned");
        if (channel.Messages.Count(other => other.IsPinned) >= MostPins)
            throw new SlackError("too_many_pins");

        workspace.Tell(workspace.Pinned(channel, message, workspace.BotUser.Id));
        return [];
    }

    private JsonObject RemovePin(ApiCall call)
    {
        var (channel, message) = Marked(call);
        if (!message.IsPinned)
            throw new SlackError("no_pin");

        workspace.Tell(workspace.Unpinned(channel, message, workspace.BotUser.Id));
        return [];
    }

    private (FakeChannel Channel, FakeMessage Message) Marked(ApiCall call)
    {
        var channel = workspace.OpenTo(call);
        return (channel, channel.Find(call.Required("timestamp")) ?? throw new SlackError("message_not_found"));
    }

    private static string EmojiOf(ApiCall call)
    {
        var name = call.Required("name");
        return EmojiName().IsMatch(name) ? name : throw new SlackError("invalid_name");
    }

    [GeneratedRegex(@"^[a-z0-9_+'\-]+(::skin-tone-[2-6])?$")]
    private static partial Regex EmojiName();
}
