using IncidentBot.Incidents.Commands;

namespace IncidentBot.Teams;

/// <summary>What somebody is to the organisation, as far as an activity says.</summary>
public static class TeamsStanding
{
    public static Standing Of(TeamsActivity activity)
    {
        var from = activity.From;
        if (from.Text("userRole"u8) == "guest")
            return Standing.Guest;

        // Whoever joins a meeting without signing in, or comes from elsewhere, is in no directory of ours.
        var isElsewhere = from.Text("tenantId"u8) is { Length: > 0 } home && !home.Equals(activity.Tenant, StringComparison.OrdinalIgnoreCase);
        return isElsewhere || string.IsNullOrEmpty(from.Text("aadObjectId"u8)) ? Standing.Stranger : Standing.Member;
    }
}
