using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <param name="TeamId">Another workspace's, for people who are here by Slack Connect.</param>
public sealed record FakeUser(string Id, string Name, string TimeZone, bool IsBot = false, string? TeamId = null)
{
    /// <summary>A guest in several channels.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>A guest in one channel.</summary>
    public bool IsUltraRestricted { get; init; }

    public bool IsDeactivated { get; internal set; }

    public string Handle => Name.ToLowerInvariant().Replace(' ', '.');

    public string Email => $"{Handle}@example.com";

    internal JsonObject ToJson(string team, bool withEmail)
    {
        var profile = new JsonObject { ["real_name"] = Name, ["display_name"] = Name };
        if (withEmail && TeamId is null)
            profile["email"] = Email;

        var json = new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = TeamId ?? team,
            ["name"] = Handle,
            ["real_name"] = Name,
            ["deleted"] = IsDeactivated,
            ["tz"] = TimeZone,
            ["is_bot"] = IsBot,
            ["is_restricted"] = IsRestricted || IsUltraRestricted,
            ["is_ultra_restricted"] = IsUltraRestricted,
            ["profile"] = profile,
        };
        if (TeamId is not null)
            json["is_stranger"] = true;
        return json;
    }
}

public sealed record FakeGroup(string Id, string Handle, string Name, IReadOnlyList<string> MemberIds);
