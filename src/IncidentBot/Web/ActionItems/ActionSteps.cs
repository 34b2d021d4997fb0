using IncidentBot.Incidents;

namespace IncidentBot.Web.ActionItems;

/// <summary>What one click does to an action item; what needs a word or two is on its own page.</summary>
internal static class ActionSteps
{
    /// <returns>The word of the command, and what stands on the button.</returns>
    public static (string Word, string Label)[] From(ActionItemStatus status) => status switch
    {
        ActionItemStatus.Open => [("start", "Start"), ("done", "Done")],
        ActionItemStatus.InProgress => [("done", "Done")],
        _ => [("reopen", "Reopen")],
    };
}
