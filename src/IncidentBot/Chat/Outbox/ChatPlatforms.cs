using IncidentBot.Chat.People;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>The platforms that are on, by name; on each, people are addressed as they are known there.</summary>
public sealed class ChatPlatforms(IEnumerable<IChatPlatform> platforms, PeopleDirectory people)
{
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IChatPlatform> _byName = platforms.ToDictionary(platform => platform.Name, IChatPlatform (platform) => new AddressedPlatform(platform, people));

    /// <exception cref="DeliveryException">It is off; what waits for it waits.</exception>
    public IChatPlatform Of(Conversation conversation) => Named(conversation.Platform);

    /// <summary>Says something in the conversation with one person alone: under the account that they are recorded under or, where that is refused or off, under another of theirs.</summary>
    /// <exception cref="DeliveryException">As the first account was refused.</exception>
    public async Task ToPersonAsync(string somebody, Func<IChatPlatform, Conversation, Task> say, CancellationToken cancellationToken)
    {
        DeliveryException? first = null;
        foreach (var account in people.AccountsOf(somebody))
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

    private IChatPlatform Named(string name) => _byName.GetValueOrDefault(name) ?? throw new DeliveryException($"{name} is off", UntilMended);
}
