namespace IncidentBot.Incidents.Nudges;

/// <summary>The words in which the bot asks, without marks of any kind.</summary>
public static class GapWords
{
    public static string For(Gap gap) => gap.Kind switch
    {
        GapKind.Severity => "How bad is it, from P0 (down for everybody) to P3 (minor)?",
        GapKind.Degradation => "Was it a full outage, a partial one, or degraded performance?",
        GapKind.Detection => "How was it noticed: by alerting, by users, on a dashboard, by manual testing or otherwise?",
        GapKind.Commander => "Who led the response?",
        GapKind.Author => "Who sees the postmortem through?",
        GapKind.Duration => "At what time was service restored?",
        GapKind.Users => "How many users were affected, and how?",
        GapKind.Timeline => "What happened, and when? A line for each event.",
        GapKind.ImmediateAction => "What was done to restore service? A line for each step.",
        GapKind.ActionItem => "What is still to be done, so that it does not happen again? A line for each.",
        GapKind.Factor => "What else contributed to it? A line for each.",
        GapKind.Lesson => "What went well, what went wrong, what did we learn? Begin each line with well, wrong or learned.",
        GapKind.Cause => "What caused it, in a sentence or two?",
        GapKind.Summary => "What happened, in two or three sentences for somebody who was not there?",
        _ => $"What belongs under “{gap.Part}”?",
    };

    /// <summary>An answer that can be read.</summary>
    public static string ExampleFor(GapKind kind) => kind switch
    {
        GapKind.Severity => "P1",
        GapKind.Degradation => "partial",
        GapKind.Detection => "alerting: the latency alert fired",
        GapKind.Commander or GapKind.Author => "me",
        GapKind.Duration => "16:45",
        GapKind.Timeline => "14:30 alert fired -> on-call paged",
        GapKind.ActionItem => "P1 Add an index by friday",
        GapKind.Lesson => "well: the alert fired within a minute",
        _ => "about 1,200 users saw errors",
    };
}
