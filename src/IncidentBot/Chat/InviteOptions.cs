using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary><c>Invites</c>: who is brought in by itself.</summary>
public sealed class InviteOptions
{
    public const string Section = "Invites";

    public InviteRule[] Rules { get; set; } = [];

    /// <summary>The people and groups for an incident as it is now, each once.</summary>
    public IReadOnlyList<string> For(Incident incident) =>
        [.. Rules.Where(rule => rule.Applies(incident)).SelectMany(rule => rule.Who).Distinct(StringComparer.Ordinal)];
}

/// <summary>Applies where one of the severities and one of the services fits; an empty list fits always.</summary>
public sealed class InviteRule
{
    /// <summary>As they are typed: <c>P1</c>, <c>sev1</c>.</summary>
    public string[] Severities { get; set; } = [];

    public string[] Services { get; set; } = [];

    /// <summary>The platform's ids of people and user groups: <c>U01ABC</c>, <c>S01ABC</c>.</summary>
    public string[] Who { get; set; } = [];

    public bool Applies(Incident incident) =>
        (Severities is [] || Severities.Any(word => IncidentBot.Incidents.Severities.TryParse(word, out var severity) && severity == incident.Severity))
        && (Services is [] || incident.Services.Any(service => Services.Contains(service, StringComparer.OrdinalIgnoreCase)));
}
