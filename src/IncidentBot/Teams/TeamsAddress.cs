using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Teams' ids within the ids that are unique over all platforms: <c>teams:{tenant}/{aadObjectId}</c>.</summary>
public static class TeamsAddress
{
    /// <summary>As in <see cref="Incidents.Conversation.Platform"/>.</summary>
    public const string Teams = "teams";

    private const string Prefix = Teams + ":";

    public static string Of(string tenant, string id) => $"{Prefix}{tenant}/{id}";

    /// <param name="id">As Teams names it; a thread of a channel carries its root: <c>19:…@thread.tacv2;messageid=1705329000000</c>.</param>
    public static Conversation Conversation(string tenant, string id) => new(Teams, tenant, id);

    /// <returns>Nothing for somebody of another platform.</returns>
    public static (string Tenant, string Id)? Read(string personId)
    {
        var slash = personId.IndexOf('/', StringComparison.Ordinal);
        return personId.StartsWith(Prefix, StringComparison.Ordinal) && slash > Prefix.Length ? (personId[Prefix.Length..slash], personId[(slash + 1)..]) : null;
    }
}
