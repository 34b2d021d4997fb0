using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>User groups.</summary>
internal sealed class GroupMethods(FakeWorkspace workspace)
{
    public IEnumerable<ApiMethod> All =>
    [
        new("usergroups.list", 2, List) { Scopes = _ => ["usergroups:read"], TakesJson = false },
        new("usergroups.users.list", 2, Users) { Scopes = _ => ["usergroups:read"], TakesJson = false },
    ];

    private JsonObject List(ApiCall call) => new()
    {
        ["usergroups"] = new JsonArray([.. workspace.Groups.Select(group => Shown(group, call.Flag("include_users")))]),
    };

    private JsonObject Users(ApiCall call)
    {
        var id = call.Required("usergroup");
        var group = workspace.Groups.FirstOrDefault(group => group.Id == id) ?? throw new SlackError("no_such_subteam");
        return new JsonObject { ["users"] = MembersOf(group) };
    }

    private JsonObject Shown(FakeGroup group, bool withUsers)
    {
        var json = new JsonObject { ["id"] = group.Id, ["team_id"] = workspace.TeamId, ["handle"] = group.Handle, ["name"] = group.Name, ["date_delete"] = 0, ["user_count"] = group.MemberIds.Count };
        if (withUsers)
            json["users"] = MembersOf(group);
        return json;
    }

    private static JsonArray MembersOf(FakeGroup group) => new([.. group.MemberIds.Select(id => JsonValue.Create(id))]);
}
