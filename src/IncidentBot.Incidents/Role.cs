namespace IncidentBot.Incidents;

/// <summary>A part somebody plays in an incident; teams may add their own.</summary>
/// <param name="Name">Lower case, as it is typed: <c>commander</c>.</param>
public sealed record Role(string Name, string Title)
{
    public static Role Commander { get; } = new("commander", "Incident Commander");
    public static Role TechnicalLead { get; } = new("lead", "Technical Lead");
    public static Role Scribe { get; } = new("scribe", "Scribe");
    public static Role Author { get; } = new("author", "Postmortem Author");

    public static IReadOnlyList<Role> Known { get; } = [Commander, TechnicalLead, Scribe, Author];

    public static Role Named(string word)
    {
        var name = word.Trim().ToLowerInvariant();
        return Known.FirstOrDefault(role => role.Name == name) ?? name switch
        {
            "ic" or "incident-commander" => Commander,
            "technical-lead" or "tech-lead" or "techlead" => TechnicalLead,
            "postmortem-author" => Author,
            _ => new Role(name, char.ToUpperInvariant(name[0]) + name[1..]),
        };
    }
}
