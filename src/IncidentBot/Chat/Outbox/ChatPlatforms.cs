using IncidentBot.Chat.People;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>The platforms that are on, by name; on each, people are addressed as they are known there.</summary>
public sealed class ChatPlatforms(IEnumerable<IChatPlatform> platforms, PeopleDirectory people)
{
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, AddressedPlatform> _byName = platforms.ToDictionary(platform => platform.Name, platform => new AddressedPlatform(platform, people));

    /// <exception cref="DeliveryException">It is off; what waits for it waits.</exception>
    public IChatPlatform Of(Conversation conversation) => Named(conversation.Platform);

    /// <summary>What came in, done by the one person that its author is.</summary>
    public ChatEvent Understood(ChatEvent happened) => people.Of(happened);

    /// <summary>What is answered at once where it came in. The pages are no platform, and know everybody by the same id.</summary>
    public Reply Addressed(Conversation place, Reply reply) => _byName.TryGetValue(place.Platform, out var platform) ? platform.In(place, reply) : reply;

    /// <summary>Says something in the conversation with one person alone: under the account that they are recorded under or, where that was deactivated, is refused or off, under another of theirs.</summary>
    /// <exception cref="DeliveryException">As the first account was refused.</exception>
    public async Task ToPersonAsync(string somebody, Func<IChatPlatform, Conversation, Task> say, CancellationToken cancellationToken)
    {
        DeliveryException? first = null;
        foreach (var account in people.ReachableAccountsOf(somebody))
        {
            try
            {
                await ToAccountAsync(account, say, cancellationToken);
                return;
            }
            catch (DeliveryException refused) when (refused.RetryAfter is null || !_byName.ContainsKey(PlatformOf(account)))
            {
                first ??= refused;
            }
        }

        throw first!;
    }

    /// <summary>The same, under exactly this account.</summary>
    public async Task ToAccountAsync(string account, Func<IChatPlatform, Conversation, Task> say, CancellationToken cancellationToken)
    {
        var platform = Named(PlatformOf(account));
        await say(platform, await platform.OpenDirectAsync(account, cancellationToken));
    }

    private static string PlatformOf(string account) => account.Split(':')[0];

    private AddressedPlatform Named(string name) => _byName.GetValueOrDefault(name) ?? throw new DeliveryException($"{name} is off", UntilMended);
}
