using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>Where somebody stands who gives a command.</summary>
/// <param name="IsInHome">In one of the incident's own conversations, not afar.</param>
public sealed record Standpoint(bool IsInHome)
{
    public static Standpoint Afar { get; } = new(false);

    public static Standpoint InHome { get; } = new(true);

    /// <summary>Another incident that lives there.</summary>
    public Incident? Resident { get; init; }
}
