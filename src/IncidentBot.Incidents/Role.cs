namespace IncidentBot.Incidents;

/// <summary>A part somebody plays in an incident; teams may add their own.</summary>
/// <param name="Name">Lower case, as it is typed: <c>commander</c>.</param>
public sealed record Role(string Name, string Title)
{
    public static Role Commander { get; } = new("commander", "Incident Commander")
    {
        Instructions = "You lead, you do not fix. Say who does what, keep the severity right, and see that a status update goes out in time: "
            + "`update <text> --next 30m`. Decide when it is mitigated and resolved. Hand over with `role commander @person`.",
    };

    public static Role TechnicalLead { get; } = new("lead", "Technical Lead")
    {
        Instructions = "You lead the search for the cause and the fix. Say what you try before you try it, and what came of it: "
            + "`note <event> -> <action taken>`. What you learn of the cause goes into `cause` and `factor`.",
    };

    public static Role Scribe { get; } = new("scribe", "Scribe")
    {
        Instructions = "You keep the timeline. Pin what matters with :pushpin:, add what was said elsewhere with `note 14:30 <event> -> <action taken>`, "
            + "and mend entries with `timeline edit`. Chat is kept by itself.",
    };

    public static Role Author { get; } = new("author", "Postmortem Author")
    {
        Instructions = "You see the postmortem through. The draft is there already: `postmortem` shows what is missing and how to fill it. "
            + "Set the review with `postmortem review <date>`.",
    };

    /// <summary>What is sent to whoever takes the role, with <c>`code`</c>; empty for a team's own roles.</summary>
    public string Instructions { get; private init; } = "";

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
