using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>Files in three steps: an address, the bytes, the sharing.</summary>
internal sealed class FileMethods(FakeSlack slack)
{
    private readonly FakeWorkspace _workspace = slack.Workspace;

    public IEnumerable<ApiMethod> All =>
    [
        new("files.getUploadURLExternal", 4, GetUploadUrl) { Scopes = _ => ["files:write"], TakesJson = false },
        new("files.completeUploadExternal", 4, Complete) { Scopes = _ => ["files:write"] },
        new("files.info", 4, Read) { Scopes = _ => ["files:read"], TakesJson = false },
        new("files.upload", 2, _ => throw new SlackError("method_deprecated")) { Scopes = _ => ["files:write"] },
    ];

    private JsonObject GetUploadUrl(ApiCall call)
    {
        call.Required("length");
        var length = call.Number("length", 0);
        if (length < 1)
            throw new SlackError("invalid_arguments", "[ERROR] must be more than 0 [json-pointer:/length]");

        var file = slack.Files.Add(call.Required("filename"), _workspace.BotUser.Id);
        return new JsonObject { ["upload_url"] = slack.Files.Promise(file, length).ToString(), ["file_id"] = file.Id };
    }

    /// <summary>The message comes a moment later, and its <c>ts</c> only by an event.</summary>
    private JsonObject Complete(ApiCall call)
    {
        if (call.Json("files") is not JsonArray { Count: > 0 } asked)
            throw new SlackError("invalid_arguments", "[ERROR] missing required field: files");

        var files = asked.Select(entry => (File: slack.Files.Find(PlacedElement.Word(entry, "id")) ?? throw new SlackError("file_not_found"), Title: PlacedElement.Word(entry, "title"))).ToList();
        if (files.Any(file => file.File.Content.Length == 0 || file.File.IsComplete))
            throw new SlackError("file_not_found");

        var channels = ChannelsOf(call);
        foreach (var (file, title) in files)
            (file.Title, file.IsComplete) = (title ?? file.Title, true);
        foreach (var channel in channels)
            Share(channel, call, [.. files.Select(file => file.File)]);
        return new JsonObject { ["files"] = new JsonArray([.. files.Select(file => Shown(file.File))]) };
    }

    private List<FakeChannel> ChannelsOf(ApiCall call)
    {
        var ids = (call.Text("channels") ?? call.Text("channel_id") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length > 1 && call.Text("thread_ts") is not null)
            throw new SlackError("invalid_arguments", "[ERROR] a thread is in one channel");

        return [.. ids.Select(id => _workspace.WritableBy(call with { Arguments = new Dictionary<string, string> { ["channel"] = id } }))];
    }

    private void Share(FakeChannel channel, ApiCall call, IReadOnlyList<FakeFile> files)
    {
        var thread = call.Text("thread_ts");
        var parent = thread is null ? null : channel.FindRecord(thread) ?? throw new SlackError("thread_not_found");
        var message = new FakeMessage
        {
            Ts = _workspace.NewTs(),
            Text = call.Text("initial_comment") ?? "",
            ThreadTs = parent?.ThreadTs ?? parent?.Ts,
            ParentUserId = parent?.UserId,
            UserId = _workspace.BotUser.Id,
            BotId = _workspace.BotId,
            BotName = "IncidentBot",
            Subtype = "file_share",
            Files = [.. files.Select(Shown)],
        };
        foreach (var file in files)
            file.Shares.Add((channel, message.Ts));
        _workspace.Tell(_workspace.Post(channel, message));
        foreach (var file in files)
            _workspace.Tell(_workspace.FileShared(channel, file));
    }

    private JsonObject Read(ApiCall call) => slack.Files.Find(call.Required("file")) is { IsComplete: true } file && slack.Files.IsSeenByBot(file)
        ? new JsonObject { ["file"] = WithShares(file) }
        : InMessage(call.Required("file"));

    private JsonObject InMessage(string id)
    {
        var file = _workspace.Channels.SelectMany(channel => channel.Messages).Where(message => !message.IsDeleted)
            .SelectMany(message => message.Files).FirstOrDefault(file => file["id"]!.GetValue<string>() == id)
            ?? throw new SlackError("file_not_found");
        var whole = SharedFiles.Whole(file);
        return whole["mode"]?.GetValue<string>() == "tombstone" ? throw new SlackError("file_deleted") : new JsonObject { ["file"] = whole };
    }

    private JsonObject WithShares(FakeFile file)
    {
        var json = Shown(file);
        var places = file.Shares.GroupBy(share => share.Channel.IsPrivate ? "private" : "public");
        json["shares"] = new JsonObject(places.Select(place => KeyValuePair.Create(place.Key, (JsonNode?)new JsonObject(place.GroupBy(share => share.Channel.Id).Select(
            channel => KeyValuePair.Create(channel.Key, (JsonNode?)new JsonArray([.. channel.Select(share => new JsonObject { ["ts"] = share.Ts })])))))));
        return json;
    }

    private JsonObject Shown(FakeFile file) => file.ToJson(slack.Address, _workspace.TeamId);
}
