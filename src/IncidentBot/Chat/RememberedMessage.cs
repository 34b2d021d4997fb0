using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>A message that somebody pointed at, as it stood then.</summary>
/// <param name="Zone">The author's, by its IANA name.</param>
public sealed record RememberedMessage(EventSource Source, Person Author, DateTimeOffset SaidAt, string Zone, MessagePosted Posted)
{
    public static RememberedMessage Of(MessageEvent said) => new(said.Source, said.By, said.At, said.Zone.Id, (MessagePosted)said.Detail);

    public MessageEvent ToEvent() => new(EventKeys.Message(Source), Source, Author, SaidAt, TimeZones.Find(Zone), Posted);
}
