namespace IncidentBot.Incidents.Commands;

/// <summary>Who may use a command. Everybody may do everything yet; what is declared here is what will be asked for.</summary>
public enum Permission
{
    /// <summary>Whoever can see the incident.</summary>
    Anyone,

    /// <summary>Whoever works on it.</summary>
    Responder,

    /// <summary>The commander, or whoever declared it while there is none.</summary>
    Commander,
}
