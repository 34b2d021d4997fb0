using System.Collections.Concurrent;

namespace IncidentBot.Teams;

/// <summary>Where the bot is spoken to, learned from what comes in. What was written last is in memory, so that plain chat writes nothing here.</summary>
public sealed class TeamsWhereabouts(TeamsConversationStore store, TimeProvider time)
{
    /// <summary>After so long it is written again all the same: another replica may have found it dead meanwhile.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<(string Tenant, string Id), Written> _written = new();

    /// <summary>The conversation and, for a thread, its channel.</summary>
    /// <param name="isCalled">Whether the bot itself was spoken to, which brings a dead conversation back at once.</param>
    /// <param name="hearsAll">Whether it was something that is only delivered where everything is.</param>
    public async ValueTask LearnAsync(TeamsActivity activity, bool isCalled, bool hearsAll, CancellationToken cancellationToken)
    {
        var place = new TeamsPlace(activity.Tenant, activity.ConversationId, activity.Kind, activity.ServiceUrl, activity.BotId, activity.TeamId, activity.TeamsChannelId)
        {
            Name = activity.ConversationTitle ?? activity.ChannelData.Child("channel"u8).Text("name"u8),
            HearsAll = hearsAll || activity.Kind == TeamsKind.Personal,
            IsShared = activity.IsShared,
        };
        if (activity.TeamsChannelId is { } channel && channel != place.Id)
        {
            await LearnAsync(place with { Id = channel, ChannelId = channel }, isCalled, cancellationToken);
            place = place with { HearsAll = _written.TryGetValue((place.Tenant, channel), out var around) && around.Place.HearsAll };
        }

        await LearnAsync(place, isCalled, cancellationToken);
    }

    /// <summary>Only the channel that a thread is in: threads where nobody speaks to the bot are not kept.</summary>
    public async ValueTask LearnChannelAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (activity.TeamsChannelId is { } channel)
            await LearnAsync(new TeamsPlace(activity.Tenant, channel, TeamsKind.Channel, activity.ServiceUrl, activity.BotId, activity.TeamId, channel)
            {
                Name = activity.ChannelData.Child("channel"u8).Text("name"u8),
                HearsAll = true,
                IsShared = activity.IsShared,
            }, false, cancellationToken);
    }

    /// <returns>The name that people see, if it was ever told.</returns>
    public async ValueTask<string?> NameAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        var id = activity.TeamsChannelId ?? activity.ConversationId;
        return _written.TryGetValue((activity.Tenant, id), out var known) && known.Place.Name is { } name
            ? name
            : (await store.FindAsync(activity.Tenant, id, cancellationToken))?.Name;
    }

    /// <summary>Whether people of another organisation may read along, as far as anything ever told.</summary>
    public async ValueTask<bool> IsSharedAsync(TeamsActivity activity, CancellationToken cancellationToken) =>
        activity.IsShared ?? (await store.FindAsync(activity.Tenant, activity.ConversationId, cancellationToken))?.IsShared == true;

    public async Task ForgetAsync(string tenant, string conversation, CancellationToken cancellationToken)
    {
        await store.ForgetAsync(tenant, conversation, cancellationToken);
        _written.TryRemove((tenant, conversation), out _);
    }

    /// <summary>All of a team, or of a channel: the bot was taken out of it.</summary>
    public async Task ForgetAroundAsync(string tenant, string teamOrChannel, CancellationToken cancellationToken)
    {
        await store.ForgetAroundAsync(tenant, teamOrChannel, cancellationToken);
        foreach (var (key, known) in _written)
        {
            if (key.Tenant == tenant && (key.Id == teamOrChannel || known.Place.TeamId == teamOrChannel || known.Place.ChannelId == teamOrChannel))
                _written.TryRemove(key, out _);
        }
    }

    private async ValueTask LearnAsync(TeamsPlace place, bool isCalled, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_written.TryGetValue((place.Tenant, place.Id), out var written))
        {
            place = Over(written.Place, place);
            if (place == written.Place && now - written.At < Fresh && (!isCalled || await IsAliveAsync(place, cancellationToken)))
                return;
        }

        await store.SeenAsync(place, cancellationToken);
        if (_written.Count >= MostRemembered)
            _written.Clear();
        _written[(place.Tenant, place.Id)] = new Written(place, now);
    }

    /// <summary>Whoever presses something waits for the answer: looking costs less than writing again what is written.</summary>
    private async Task<bool> IsAliveAsync(TeamsPlace place, CancellationToken cancellationToken) =>
        await store.FindAsync(place.Tenant, place.Id, cancellationToken) is { DeadWhy: null };

    /// <summary>What an activity does not say stays as it was.</summary>
    private static TeamsPlace Over(TeamsPlace before, TeamsPlace now) => now with
    {
        TeamId = now.TeamId ?? before.TeamId,
        ChannelId = now.ChannelId ?? before.ChannelId,
        Name = now.Name ?? before.Name,
        HearsAll = now.HearsAll || before.HearsAll,
        IsShared = now.IsShared ?? before.IsShared,
    };

    private sealed record Written(TeamsPlace Place, DateTimeOffset At);
}
