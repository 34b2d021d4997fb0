namespace IncidentBot.Slack;

/// <summary>Fetches names from Slack, by the kind of id.</summary>
public sealed class SlackNameSource(SlackWorkspaces workspaces, TimeProvider time)
{
    /// <returns>The name asked for, and others that came with it.</returns>
    public async Task<IReadOnlyList<SlackName>> FetchAsync(string team, string id, CancellationToken cancellationToken)
    {
        var api = workspaces.In(team);
        var now = time.GetUtcNow();
        return id[0] switch
        {
            'S' => [.. (await api.GroupsAsync(cancellationToken)).Select(group => SlackName.OfGroup(team, group, now)).OfType<SlackName>()],
            'C' or 'G' or 'D' => Found(SlackName.OfChannel(team, await api.ChannelAsync(id, cancellationToken), now)),
            'U' or 'W' => Found(SlackName.OfUser(team, await api.UserAsync(id, cancellationToken), now)),
            _ => [],
        };
    }

    private static SlackName[] Found(SlackName? name) => name is null ? [] : [name];
}
