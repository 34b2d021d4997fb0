using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>People who are not simply members of the workspace.</summary>
public static class PeopleOfAllKinds
{
    /// <summary>Somebody who is here only by Slack Connect.</summary>
    public static FakePerson PersonOfAnotherWorkspace(this FakeSlack slack, string name, string team = "T0PARTNER") =>
        new(slack, slack.Workspace.Enter(new FakeUser(slack.Workspace.NewId("U"), name, "UTC", TeamId: team)));

    /// <param name="only">The one channel of a single-channel guest; without it a guest of several.</param>
    public static FakePerson Guest(this FakeSlack slack, string name, FakeChannel? only = null)
    {
        var guest = new FakePerson(slack, slack.Workspace.Enter(new FakeUser(slack.Workspace.NewId("U"), name, "UTC") { IsRestricted = true, IsUltraRestricted = only is not null }));
        lock (slack.Workspace.Gate)
            only?.Admit(guest.User.Id);
        return guest;
    }

    /// <summary>Other people are on call now.</summary>
    /// <returns>The group as it is now.</returns>
    public static async Task<FakeGroup> ChangesGroupAsync(this FakeSlack slack, FakeGroup group, params IEnumerable<FakePerson> members)
    {
        var ids = members.Select(member => member.User.Id).ToList();
        var changed = slack.Workspace.Change(group, ids);
        await slack.Inbox.DeliverAsync(new JsonObject
        {
            ["type"] = "subteam_members_changed",
            ["subteam_id"] = group.Id,
            ["team_id"] = slack.Workspace.TeamId,
            ["added_users"] = Ids(ids.Except(group.MemberIds)),
            ["removed_users"] = Ids(group.MemberIds.Except(ids)),
            ["event_ts"] = slack.Workspace.NewTs(),
        });
        return changed;
    }

    private static JsonArray Ids(IEnumerable<string> ids) => new([.. ids.Select(id => JsonValue.Create(id))]);

    /// <summary>An administrator takes the account away; the bot is told of it.</summary>
    public static Task<Delivery> DeactivatesAsync(this FakeSlack slack, FakePerson person)
    {
        person.User.IsDeactivated = true;
        return slack.Inbox.DeliverAsync(new JsonObject
        {
            ["type"] = "user_change",
            ["user"] = person.User.ToJson(slack.Workspace.TeamId, slack.Scopes.Contains("users:read.email")),
            ["event_ts"] = slack.Workspace.NewTs(),
        });
    }
}
