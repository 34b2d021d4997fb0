namespace IncidentBot.Incidents.Nudges;

/// <summary>Who is told: one person alone, a team's channel, or an incident's home.</summary>
/// <param name="Address">As it is stored: <c>person slack:T01/U01</c>, <c>channel slack:T01/C01</c>, <c>home INC-2024-0115-1430</c>.</param>
public sealed record Recipient(string Address)
{
    private const string ToPerson = "person ";
    private const string ToChannel = "channel ";
    private const string ToHome = "home ";

    public string? PersonId => Behind(ToPerson);

    /// <summary>As <see cref="Conversation.ToString"/> writes it.</summary>
    public string? ChannelName => Behind(ToChannel);

    public IncidentId? Home => Behind(ToHome) is { } id ? new IncidentId(id) : null;

    public static Recipient Person(string id) => new(ToPerson + id);

    public static Recipient Channel(Conversation channel) => new(ToChannel + channel);

    public static Recipient HomeOf(IncidentId incident) => new(ToHome + incident);

    public override string ToString() => Address;

    private string? Behind(string prefix) => Address.StartsWith(prefix, StringComparison.Ordinal) ? Address[prefix.Length..] : null;
}
