using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>The door to Socket Mode, for the app's own token.</summary>
internal sealed class ConnectionMethods(FakeSlack slack)
{
    public IEnumerable<ApiMethod> All => [new("apps.connections.open", 3, Open) { Token = TokenKind.App, Scopes = _ => ["connections:write"] }];

    /// <summary>Slack documents no code for an app whose Socket Mode is off; it is a refusal like any other.</summary>
    private JsonObject Open(ApiCall call) => slack.Inbox.Socket.IsOn
        ? new JsonObject { ["url"] = slack.Inbox.Socket.NewAddress().ToString() }
        : throw new SlackError("forbidden_team");
}
