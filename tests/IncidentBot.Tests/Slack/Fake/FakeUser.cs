using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

public sealed record FakeUser(string Id, string Name, string TimeZone, bool IsBot = false)
{
    public string Handle => Name.ToLowerInvariant().Replace(' ', '.');

    public string Email => $"{Handle}@example.com";

    internal JsonObject ToJson(string team, bool withEmail)
    {
        var profile = new JsonObject { ["real_name"] = Name, ["display_name"] = Name };
        if (withEmail)
            profile["email"] = Email;

        return new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = team,
            ["name"] = Handle,
            ["real_name"] = Name,
            ["deleted"] = false,
            ["tz"] = TimeZone,
            ["is_bot"] = IsBot,
            ["is_restricted"] = false,
            ["is_ultra_restricted"] = false,
            ["profile"] = profile,
        };
    }
}

public sealed record FakeGroup(string Id, string Handle, string Name);
