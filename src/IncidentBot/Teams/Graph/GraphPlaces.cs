using System.Collections.Concurrent;
using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>
/// Where Graph shows a conversation. It knows teams by their group in the directory, which the connector tells without a
/// permission and which never changes: it is asked for once.
/// </summary>
public sealed class GraphPlaces(TeamsPlaces places, TeamsConnector connector, IOptions<TeamsOptions> options)
{
    private readonly ConcurrentDictionary<(string Tenant, string Team), string> _groups = new();

    /// <returns>
    /// Nothing where Graph shows a bot nothing: the conversation with it alone, a channel as a whole, another organisation, a team
    /// whose name the bot was never told.
    /// </returns>
    public async Task<GraphPlace?> FindAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (!IsShown(conversation.Workspace))
            return null;

        var place = await places.OfAsync(conversation, cancellationToken);
        return place.Kind switch
        {
            TeamsKind.GroupChat => new GraphPlace(place, null),
            TeamsKind.Channel when TeamsPlaces.RootOf(place.Id) is not null && await GroupAsync(place, cancellationToken) is { } group => new GraphPlace(place, group),
            _ => null,
        };
    }

    /// <summary>The group of the team that a channel is in.</summary>
    public async Task<string?> GroupAsync(TeamsPlace place, CancellationToken cancellationToken)
    {
        if (!IsShown(place.Tenant) || place.TeamId is not { } team)
            return null;
        if (_groups.TryGetValue((place.Tenant, team), out var known))
            return known;

        var group = (await connector.TeamAsync(place, team, cancellationToken)).TextAt("aadGroupId");
        return string.IsNullOrEmpty(group) ? null : _groups.GetOrAdd((place.Tenant, team), group);
    }

    private bool IsShown(string tenant) => options.Value.Graph.Enabled && tenant.Equals(options.Value.TenantId, StringComparison.OrdinalIgnoreCase);
}
