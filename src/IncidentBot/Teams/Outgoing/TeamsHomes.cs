using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>
/// Gives an incident its thread: a new one in its own channel, or in the one where it was declared, whose first activity becomes
/// the card. A chat has no threads; there it lives in the chat.
/// </summary>
public sealed class TeamsHomes(TeamsConnector connector, TeamsPlaces places, TeamsChannels channels, PostStore posts, IncidentStore incidents)
{
    /// <summary>The card's, under which the chat edits it from then on.</summary>
    private const string Card = "card";

    private const string CalledIn = "called in ";

    private static readonly Dictionary<string, TeamsPerson> Nobody = [];

    public async Task<OpenedHome> OpenAsync(HomeRequest request, CancellationToken cancellationToken)
    {
        var origin = await places.OfAsync(request.Origin, cancellationToken);
        if (request.IsPrivate && origin.Kind != TeamsKind.Personal)
            throw new DeliveryException("no_private_conversation");
        if (origin.Kind != TeamsKind.Channel)
            return new OpenedHome(request.Origin, origin.Name ?? request.Id.Value);

        if (await channels.OpenAsync(request, origin, cancellationToken) is not { } own)
            return await InAsync(request, origin, cancellationToken);

        var home = await InAsync(request, own, cancellationToken);
        await channels.SaveAsync(home.Conversation, CancellationToken.None);
        return home with { Name = own.Name ?? home.Name };
    }

    /// <summary>Says above the incident's own channel how things stand.</summary>
    public Task DescribeAsync(IncidentId id, Conversation home, string topic, CancellationToken cancellationToken) => channels.DescribeAsync(id, home, topic, cancellationToken);

    /// <summary>Whether somebody was called into this incident's home before.</summary>
    public async Task<bool> IsCalledAsync(IncidentId incident, Conversation home, string personId, CancellationToken cancellationToken) =>
        (await posts.FindAsync(incident, CalledIn + personId, cancellationToken))?.Conversation == home;

    public Task NoteCalledAsync(IncidentId incident, EventSource post, string personId, CancellationToken cancellationToken) =>
        posts.SaveAsync(incident, CalledIn + personId, post, cancellationToken);

    private async Task<OpenedHome> InAsync(HomeRequest request, TeamsPlace around, CancellationToken cancellationToken)
    {
        var channel = TeamsPlaces.ChannelOf(around);
        return await FindAsync(request, channel, cancellationToken) ?? await OpenThreadAsync(request, around, channel, cancellationToken);
    }

    /// <summary>The one that was made before a crash.</summary>
    private async Task<OpenedHome?> FindAsync(HomeRequest request, string channel, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(request.Id, Card, cancellationToken) is not { Conversation: { Platform: TeamsAddress.Teams } made } || made.Workspace != request.Origin.Workspace)
            return null;

        var place = await places.FindAsync(made.Workspace, made.Channel, cancellationToken);
        return place is { DeadWhy: null } && TeamsPlaces.ChannelOf(place) == channel && place.Id != channel ? new OpenedHome(made, request.Id.Value) : null;
    }

    // Teams has no key by which a thread that was asked for twice is one, and a bot cannot read a channel to look for it. Where the bot is
    // killed, or the answer is lost, between the two calls below, the next try begins a second thread, and the first stays with one post in
    // it. Nothing else is done in between.
    private async Task<OpenedHome> OpenThreadAsync(HomeRequest request, TeamsPlace origin, string channel, CancellationToken cancellationToken)
    {
        var incident = (await incidents.FindAsync(request.Id, cancellationToken))?.Incident;
        var first = TeamsContent.Card(BotText.Say($"*{request.Id}* {incident?.Title ?? request.Slug}"), Nobody);
        var (thread, activity) = await connector.OpenThreadAsync(origin, channel, first, cancellationToken);

        var home = TeamsAddress.Conversation(origin.Tenant, thread);
        await places.LearnAsync(origin with { Id = thread, ChannelId = channel, Name = request.Id.Value, DeadWhy = null }, CancellationToken.None);
        if (incident is not null)
            await posts.SaveAsync(request.Id, Card, new EventSource(home, activity), CancellationToken.None);
        return new OpenedHome(home, request.Id.Value);
    }
}
