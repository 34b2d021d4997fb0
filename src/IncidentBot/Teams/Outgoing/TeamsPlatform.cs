using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>
/// Teams as the outbox sees it. What a bot cannot do there is left undone: pin a message, name a thread, set a topic where a channel is not the incident's own, mark
/// what is in the timeline (the incident's card shows it). What was said before it reads through Graph, where that is turned on.
/// </summary>
public sealed class TeamsPlatform(
    TeamsConnector connector, TeamsPlaces places, TeamsPeople people, TeamsHomes homes, ConversationDirectory conversations, GraphPast past, IOptions<TeamsOptions> options) : IChatPlatform
{
    public string Name => TeamsAddress.Teams;

    /// <summary>A thread is a conversation of its own; within it nothing can be answered below one message.</summary>
    public bool HasThreads => false;

    public Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken) => homes.OpenAsync(request, cancellationToken);

    /// <summary>A bot can bring nobody in: those who belong there are called once.</summary>
    public async Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(conversation, cancellationToken);
        if (place.Kind != TeamsKind.Channel || await conversations.FindAsync(conversation, cancellationToken) is not { } incident)
            return;

        var called = new List<TeamsPerson>();
        foreach (var id in personIds.Distinct(StringComparer.Ordinal))
        {
            if (TeamsAddress.Read(id) is { } address && address.Tenant == place.Tenant
                && await people.FindAsync(address.Tenant, address.Id, place, cancellationToken) is { } person && !await homes.IsCalledAsync(incident, conversation, id, cancellationToken))
            {
                called.Add(person);
            }
        }

        if (called.Count == 0)
            return;

        var names = called.Aggregate(BotText.Empty, (said, person) => said.Then($"{person.Person}, "));
        var activity = TeamsContent.Activity(names.Then($"you are needed here."), called.ToDictionary(person => person.Person.Id));
        var post = new EventSource(conversation, await connector.PostAsync(place, activity, cancellationToken));
        foreach (var person in called)
            await homes.NoteCalledAsync(incident, post, person.Person.Id, cancellationToken);
    }

    // Teams has no key by which a post that was tried twice is one, and shows a bot nothing of what it posted: where an answer was lost, the
    // same words can stand there twice.
    public async Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, Once once, CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(conversation, threadId, cancellationToken);
        return await connector.PostAsync(place, TeamsContent.Activity(text, await people.MentionedAsync(text, cancellationToken)), cancellationToken);
    }

    public async Task PostPrivatelyAsync(Conversation conversation, string? threadId, string personId, BotText text, CancellationToken cancellationToken)
    {
        var shown = threadId is null ? conversation.Channel : TeamsPlaces.ThreadOf(TeamsPlaces.ChannelOf(conversation.Channel), threadId);
        var place = await places.FindAsync(conversation.Workspace, shown, cancellationToken);
        if (place is { Kind: not TeamsKind.Personal } && options.Value.TargetedMessages && await IsShownAsync(place, personId, text, cancellationToken))
            return;

        var alone = place is { Kind: TeamsKind.Personal } ? conversation : await OpenDirectAsync(personId, cancellationToken);
        await PostAsync(alone, null, text, new Once("", null), cancellationToken);
    }

    public async Task UpdateAsync(Conversation conversation, string messageId, BotText text, CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(conversation, cancellationToken);
        await connector.UpdateAsync(place, messageId, TeamsContent.Activity(text, await people.MentionedAsync(text, cancellationToken)), cancellationToken);
    }

    public Task PinAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ConfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(conversation, cancellationToken) is { } incident)
            await homes.DescribeAsync(incident, conversation, topic, cancellationToken);
    }

    public async Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken)
    {
        var (tenant, id) = TeamsAddress.Read(personId) ?? throw new DeliveryException("user_not_found");
        var met = await people.FindAsync(tenant, id, null, cancellationToken);
        if (met?.Personal is { } known && await places.FindAsync(tenant, known, cancellationToken) is not null)
            return TeamsAddress.Conversation(tenant, known);

        // Somebody whom settings name may never have spoken to the bot.
        var near = await places.NearAsync(tenant, cancellationToken);
        var person = met ?? await people.FindAsync(tenant, id, near, cancellationToken) ?? throw new DeliveryException("user_not_found");
        var opened = await connector.OpenPersonalAsync(near, person.UserId, cancellationToken);
        await places.LearnAsync(new TeamsPlace(tenant, opened, TeamsKind.Personal, near.ServiceUrl, near.BotId, null, null), cancellationToken);
        await people.SeenAsync(person with { Personal = opened }, cancellationToken);
        return TeamsAddress.Conversation(tenant, opened);
    }

    public Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken) => past.History.FindAsync(source, cancellationToken);

    public IAsyncEnumerable<MessageEvent> ReadHistoryAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellationToken) =>
        past.History.ReadAsync(conversation, since, cancellationToken);

    /// <summary>Wherever the bot runs Teams reaches it; without Graph a gap could not be filled, and there is none to speak of.</summary>
    public ValueTask<IReadOnlyCollection<string>> WorkspacesHeardAsync(CancellationToken cancellationToken) =>
        new(options.Value.Graph.Enabled ? [options.Value.TenantId.ToLowerInvariant()] : []);

    public IAsyncEnumerable<ChatPage> ReadMissedAsync(MissedChat missed, CancellationToken cancellationToken) => past.MissedChat.ReadAsync(missed, cancellationToken);

    /// <returns>False where it is not allowed: then it is said in person.</returns>
    private async Task<bool> IsShownAsync(TeamsPlace place, string personId, BotText text, CancellationToken cancellationToken)
    {
        if (TeamsAddress.Read(personId) is not { } address || await people.FindAsync(address.Tenant, address.Id, place, cancellationToken) is not { } person)
            return false;

        var activity = TeamsContent.Activity(text, await people.MentionedAsync(text, cancellationToken));
        activity["recipient"] = new JsonObject { ["id"] = person.UserId, ["name"] = person.Name, ["isTargeted"] = true };
        try
        {
            await connector.PostTargetedAsync(place, activity, cancellationToken);
            return true;
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            return false;
        }
    }
}
