namespace IncidentBot.Incidents;

/// <summary>What a sentence of the postmortem is about. People type them; the bot never does.</summary>
public enum Topic
{
    // Said once; saying it again replaces it.
    Summary,
    PrimaryCause,
    Impact,
    UsersAffected,
    RevenueImpact,
    SloImpact,
    DetectionNote,

    // Lists that grow.
    ContributingFactor,
    TechnicalReason,
    ProcessReason,
    HumanFactor,
    WhyNotDetectedEarlier,
    ImmediateAction,
    LongTermFix,
    WentWell,
    WentWrong,
    Learned,
    TechnicalImprovement,
    ProcessImprovement,
    MonitoringImprovement,
}

public static class Topics
{
    public static bool IsSaidOnce(this Topic topic) => topic <= Topic.DetectionNote;
}
