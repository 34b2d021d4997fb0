using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class PinMethods(FakeWorkspace workspace)
{
    public IEnumerable<ApiMethod> All => [new("pins.list", 2, List) { Scopes = _ => ["pins:read"], TakesJson = false }];

    private JsonObject List(ApiCall call)
    {
        var channel = workspace.JoinedBy(call);
        return new JsonObject { ["items"] = new JsonArray([.. channel.Messages.Where(message => message.IsPinned).Select(message => Item(channel, message))]) };
    }

    private JsonNode Item(FakeChannel channel, FakeMessage message)
    {
        var (user, ts) = message.PinnedBy!.Value;
        return new JsonObject
        {
            ["type"] = "message",
            ["channel"] = channel.Id,
            ["created"] = (long)decimal.Parse(ts, CultureInfo.InvariantCulture),
            ["created_by"] = user,
            ["message"] = message.ToJson(workspace),
        };
    }
}
