using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary><c>Roles</c>: what whoever takes a role is told.</summary>
public sealed class RoleOptions
{
    public const string Section = "Roles";

    /// <summary>By the role's name as it is typed; in place of the bot's own words, and for a team's own roles. Empty: nothing is sent.</summary>
    public Dictionary<string, string> Instructions { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public string InstructionsFor(Role role) =>
        Instructions.Where(told => Role.Named(told.Key) == role).Select(told => told.Value).FirstOrDefault() ?? role.Instructions;
}
