using IncidentBot.Incidents;

namespace IncidentBot.Chat.Outbox;

/// <summary>The platforms that are on, by name.</summary>
public sealed class ChatPlatforms(IEnumerable<IChatPlatform> platforms)
{
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IChatPlatform> _byName = platforms.ToDictionary(platform => platform.Name);

    /// <exception cref="DeliveryException">It is off; what waits for it waits.</exception>
    public IChatPlatform Of(Conversation conversation) => Named(conversation.Platform);

    public IChatPlatform OfPerson(string personId) => Named(personId.Split(':')[0]);

    private IChatPlatform Named(string name) => _byName.GetValueOrDefault(name) ?? throw new DeliveryException($"{name} is off", UntilMended);
}
