using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>Who and what is in the workspace.</summary>
internal sealed class DirectoryMethods(FakeSlack slack)
{
    private readonly FakeWorkspace _workspace = slack.Workspace;

    public IEnumerable<ApiMethod> All =>
    [
        new("auth.test", 4, AuthTest),
        new("team.info", 3, TeamInfo) { Scopes = _ => ["team:read"], TakesJson = false },
        new("users.info", 4, UserInfo) { Scopes = _ => ["users:read"], TakesJson = false },
        new("users.list", 2, UserList) { Scopes = _ => ["users:read"], TakesJson = false },
        new("users.lookupByEmail", 3, LookupByEmail) { Scopes = _ => ["users:read.email"], TakesJson = false },
    ];

    private JsonObject AuthTest(ApiCall call) => new()
    {
        ["url"] = "https://example.slack.com/",
        ["team"] = "Example",
        ["team_id"] = _workspace.TeamId,
        ["user"] = _workspace.BotUser.Name,
        ["user_id"] = _workspace.BotUser.Id,
        ["bot_id"] = _workspace.BotId,
        ["is_enterprise_install"] = false,
    };

    private JsonObject TeamInfo(ApiCall call) => new()
    {
        ["team"] = new JsonObject { ["id"] = _workspace.TeamId, ["name"] = "Example", ["domain"] = "example" },
    };

    private JsonObject UserInfo(ApiCall call) => Shown(_workspace.FindUser(call.Required("user")) ?? throw new SlackError("user_not_found"));

    private JsonObject UserList(ApiCall call) => call.Text("limit") is null
        ? throw new SlackError("limit_required")
        : Paging.Page(call, _workspace.Users.Where(user => user.TeamId is null), JsonOf, "members", most: 1000);

    private JsonObject LookupByEmail(ApiCall call)
    {
        var email = call.Required("email");
        return Shown(_workspace.Users.FirstOrDefault(user => user.Email == email && user is { TeamId: null, IsDeactivated: false }) ?? throw new SlackError("users_not_found"));
    }

    private JsonObject Shown(FakeUser user) => new() { ["user"] = JsonOf(user) };

    private JsonObject JsonOf(FakeUser user) => user.ToJson(_workspace.TeamId, slack.Scopes.Contains("users:read.email"));
}
