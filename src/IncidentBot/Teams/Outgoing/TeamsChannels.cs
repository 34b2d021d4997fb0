using IncidentBot.Chat;
using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Gives an incident a channel of its own, where the settings ask for it and the team lets it.</summary>
public sealed class TeamsChannels(GraphChannels graph, TeamsPlaces places, TeamsOwnChannels owned, OperatorNotes notes, IOptions<TeamsOptions> options)
{
    /// <summary>Whoever waits for longer shall not be without a thread meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>Nothing where there is to be none, or can be none; then the operator is told why.</returns>
    public async Task<TeamsPlace?> OpenAsync(HomeRequest request, TeamsPlace origin, CancellationToken cancellationToken)
    {
        if (!options.Value.OwnChannel)
            return null;

        try
        {
            var (channel, name) = await graph.OpenAsync(request, origin, cancellationToken);
            var place = new TeamsPlace(origin.Tenant, channel, TeamsKind.Channel, origin.ServiceUrl, origin.BotId, origin.TeamId, channel) { Name = name };
            await places.LearnAsync(place, CancellationToken.None);
            return place;
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null || refused.RetryAfter > Patience)
        {
            await notes.TellAsync("channel", refused.Code, $"{request.Id} has no channel of its own: Graph says {refused.Code}. It lives in a thread.", request.Origin, cancellationToken);
            return null;
        }
    }

    /// <summary>From now on what is said anywhere in its channel is the incident's.</summary>
    public Task SaveAsync(Conversation home, CancellationToken cancellationToken) => owned.SaveAsync(home, cancellationToken);

    /// <summary>Says above the channel how things stand. A thread has no such line.</summary>
    public async Task DescribeAsync(IncidentId id, Conversation home, string topic, CancellationToken cancellationToken)
    {
        if (options.Value.OwnChannel && await owned.HomeInAsync(home, cancellationToken) == home)
            await graph.DescribeAsync(await places.OfAsync(home, cancellationToken), id, topic, cancellationToken);
    }
}
