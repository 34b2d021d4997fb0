namespace IncidentBot.Incidents.Commands;

/// <summary>What somebody is to the organisation, as the platform says at the moment they act.</summary>
public enum Standing
{
    Member,

    /// <summary>Let in by the organisation, for some conversations only.</summary>
    Guest,

    /// <summary>Of another organisation that shares a conversation.</summary>
    Stranger,

    /// <summary>No longer there: an old session, or a forged press.</summary>
    Deactivated,
}

/// <summary>Who may give which command, wherever it is typed, filled in or pressed.</summary>
public static class Permissions
{
    /// <param name="incident">The one the command is about, if any.</param>
    /// <param name="isInHome">Whether it was given in the incident's own conversation.</param>
    /// <returns>Nothing where it may be given.</returns>
    public static Rejection? Refuse(Standing standing, Person by, Command command, Incident? incident, bool isInHome) => standing switch
    {
        Standing.Stranger => Rejection.Because($"Only members of this organisation can run its incidents. Ask one of them to do it for you."),
        Standing.Deactivated => Rejection.Because($"This account is deactivated."),
        Standing.Guest when command.Permission == Permission.Commander || !(command.NeedsIncident ? isInHome : command is HelpCommand or TodoCommand or WebCommand) =>
            Rejection.Because($"Guests take part in the incidents they were invited to, in their channels. Ask a member to do this."),
        _ when incident is { IsPrivate: true } && !isInHome && !incident.IsOf(by) =>
            Rejection.NoSuchIncident(incident.Id),
        _ => null,
    };
}
