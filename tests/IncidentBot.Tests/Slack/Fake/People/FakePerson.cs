using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Somebody at their Slack. What they do is done when the bot was told of it.</summary>
public sealed partial class FakePerson(FakeSlack slack, FakeUser user)
{
    private readonly FakeWorkspace _workspace = slack.Workspace;

    public FakeUser User => user;

    public Task<Said> SaysAsync(FakeChannel channel, string text, string? subtype = null) => PostAsync(channel, text, null, subtype, []);

    public Task<Said> SaysOfThemselvesAsync(FakeChannel channel, string text) => SaysAsync(channel, text, "me_message");

    /// <param name="alsoInChannel">The checkbox below the reply.</param>
    public Task<Said> RepliesAsync(Said parent, string text, bool alsoInChannel = false) =>
        PostAsync(parent.Channel, text, parent.Message, alsoInChannel ? "thread_broadcast" : null, []);

    /// <param name="thread">The message below which it is shared.</param>
    public async Task<Said> SharesFileAsync(FakeChannel channel, string fileName, string comment = "", byte[]? content = null, Said? thread = null)
    {
        var file = slack.Files.Add(fileName, user.Id);
        (file.Content, file.IsComplete) = (content ?? [1, 2, 3], true);
        JsonObject told;
        Said said;
        lock (_workspace.Gate)
        {
            var shown = channel.IsShared ? file.ToStub() : file.ToJson(slack.Address, _workspace.TeamId);
            said = Post(channel, comment, thread?.Message, "file_share", [shown], out told);
            file.Shares.Add((channel, said.Message.Ts));
        }

        slack.Inbox.Queue(_workspace.FileShared(channel, file));
        return said with { Delivery = await slack.Inbox.DeliverAsync(told) };
    }

    public async Task<Delivery> EditsAsync(Said said, string text)
    {
        JsonObject told;
        lock (_workspace.Gate)
        {
            var before = said.Message.ToJson(_workspace);
            (said.Message.Text, said.Message.Blocks) = (Typed.ToWire(text), Typed.ToRichText(text));
            said.Message.EditedTs = _workspace.NewTs();
            told = _workspace.Changed(said.Channel, said.Message, before);
        }

        return await slack.Inbox.DeliverAsync(told);
    }

    public Task<Delivery> DeletesAsync(Said said) => DoAsync(() => _workspace.Deleted(said.Channel, said.Message));

    public Task<Delivery> ReactsAsync(Said said, string emoji) => DoAsync(() => _workspace.Reacted(said.Channel, said.Message, emoji, user.Id));

    public Task<Delivery> UnreactsAsync(Said said, string emoji) => DoAsync(() => _workspace.Unreacted(said.Channel, said.Message, emoji, user.Id));

    public Task<Delivery> PinsAsync(Said said) => DoAsync(() => _workspace.Pinned(said.Channel, said.Message, user.Id));

    public Task<Delivery> UnpinsAsync(Said said) => DoAsync(() => _workspace.Unpinned(said.Channel, said.Message, user.Id));

    /// <summary>Types <c>@IncidentBot …</c>: one post, of which the bot is told twice.</summary>
    public async Task<Said> MentionsBotAsync(FakeChannel channel, string text, Said? thread = null)
    {
        var said = Post(channel, "@" + _workspace.BotUser.Name + " " + text, thread?.Message, null, [], out var told);
        var mention = told.DeepClone().AsObject();
        mention["type"] = "app_mention";
        mention.Remove("channel_type");
        var deliveries = await Task.WhenAll(slack.Inbox.DeliverAsync(mention), slack.Inbox.DeliverAsync(told));
        return said with { Delivery = deliveries.FirstOrDefault(delivery => !delivery.IsAcknowledged) ?? deliveries[0] };
    }

    /// <param name="trigger">The same once more: the person pressed twice, or the way was bad.</param>
    public async Task<CommandAnswer> CommandsAsync(FakeChannel channel, string command, string text, string? trigger = null)
    {
        MustBeActive();
        if (user.TeamId is not null)
            throw new InvalidOperationException($"{user.Name} is of another workspace, where this command is not installed.");

        var context = new ResponseContext(channel, user, null);
        var later = slack.Responses.Open(context);
        var pulled = slack.Triggers.Issue(user, id: trigger);
        var answer = await slack.Inbox.AskAsync("slash_commands", new JsonObject
        {
            ["token"] = "dead",
            ["team_id"] = _workspace.TeamId,
            ["team_domain"] = "example",
            ["channel_id"] = channel.Id,
            ["channel_name"] = channel.IsDirect ? "directmessage" : channel.IsPrivate ? "privategroup" : channel.Name,
            ["user_id"] = user.Id,
            ["user_name"] = user.Handle,
            ["command"] = command,
            ["text"] = Typed.ToWire(text, withNames: true),
            ["api_app_id"] = _workspace.AppId,
            ["is_enterprise_install"] = "false",
            ["response_url"] = new Uri(slack.Address, later.Path).ToString(),
            ["trigger_id"] = pulled.Id,
        });
        if (!answer.IsTaken)
            return new CommandAnswer(answer.Status, answer.Status == 0 ? "operation_timeout" : answer.Body, false, null);
        if (CommandAnswer.BodyOf(answer) is { } body && !IsSilent(body))
            return CommandAnswer.Of(answer.Status, body, slack.Shown.Show(context, body));

        // What takes longer is said later, or a form opened instead.
        var said = later.AnswerAsync();
        return await Task.WhenAny(said, pulled.Opened.Task) == said ? await said : new CommandAnswer(answer.Status, "", false, null);
    }

    /// <summary>An object without words only says that the command was taken.</summary>
    private static bool IsSilent(JsonObject body) => body["text"] is null && body["blocks"] is null && body["attachments"] is null;

    private TypedText Typed => new(_workspace);

    private async Task<Said> PostAsync(FakeChannel channel, string text, FakeMessage? parent, string? subtype, IReadOnlyList<JsonObject> files)
    {
        var said = Post(channel, text, parent, subtype, files, out var told);
        return said with { Delivery = await slack.Inbox.DeliverAsync(told) };
    }

    private Said Post(FakeChannel channel, string text, FakeMessage? parent, string? subtype, IReadOnlyList<JsonObject> files, out JsonObject told)
    {
        lock (_workspace.Gate)
        {
            var message = new FakeMessage
            {
                Ts = _workspace.NewTs(),
                UserId = user.Id,
                Text = Typed.ToWire(text),
                Blocks = text.Length > 0 && subtype != "me_message" ? Typed.ToRichText(text) : null,
                ThreadTs = parent?.ThreadTs ?? parent?.Ts,
                ParentUserId = parent?.UserId,
                Subtype = subtype,
                Files = files,
            };
            told = _workspace.Post(channel, message);
            if (subtype == "thread_broadcast")
                told["root"] = parent!.ToJson(_workspace);
            return new Said(channel, message, Delivery.None);
        }
    }

    private async Task<Delivery> DoAsync(Func<JsonObject> deed)
    {
        JsonObject told;
        lock (_workspace.Gate)
            told = deed();
        return await slack.Inbox.DeliverAsync(told);
    }
}

/// <summary>A message somebody posted, to reply to, edit or keep.</summary>
public sealed record Said(FakeChannel Channel, FakeMessage Message, Delivery Delivery);
