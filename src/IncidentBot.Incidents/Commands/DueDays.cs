namespace IncidentBot.Incidents.Commands;

/// <summary>In how many days an action item is due if nobody says so, by the severity of its incident; 0 where it is due on no fixed date.</summary>
public sealed record DueDays(int P0, int P1, int P2, int P3)
{
    public static DueDays None { get; } = new(0, 0, 0, 0);

    /// <param name="severity">An incident without one is taken as the mildest.</param>
    public DateOnly? From(DateOnly today, Severity? severity)
    {
        var days = severity switch
        {
            Severity.P0 => P0,
            Severity.P1 => P1,
            Severity.P2 => P2,
            _ => P3,
        };
        return days > 0 ? today.AddDays(days) : null;
    }
}
