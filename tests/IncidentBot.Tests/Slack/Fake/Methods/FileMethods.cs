using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class FileMethods(FakeWorkspace workspace)
{
    public IEnumerable<ApiMethod> All => [new("files.info", 4, Info) { Scopes = _ => ["files:read"], TakesJson = false }];

    private JsonObject Info(ApiCall call)
    {
        var id = call.Required("file");
        var file = workspace.Channels.SelectMany(channel => channel.Messages).Where(message => !message.IsDeleted)
            .SelectMany(message => message.Files).FirstOrDefault(file => file["id"]!.GetValue<string>() == id)
            ?? throw new SlackError("file_not_found");
        var whole = SharedFiles.Whole(file);
        return whole["mode"]?.GetValue<string>() == "tombstone" ? throw new SlackError("file_deleted") : new JsonObject { ["file"] = whole };
    }
}
