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
        return activity.IsFromElsewhere || string.IsNullOrEmpty(from.Text("aadObjectId"u8)) ? Standing.Stranger : Standing.Member;
    }
}
