using IncidentBot.Health;

namespace IncidentBot.Slack;

/// <summary>What was granted against what the manifest asks for, and what will not work without the rest.</summary>
public static class SlackScopeFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyCollection<string> granted)
    {
        if (granted.Count == 0)
            return [Finding.Warning("Slack did not say which scopes were granted.", "Compare them with the manifest: IncidentBot manifest slack.")];

        var missing = SlackScopes.All.Where(scope => !granted.Contains(scope.Name)).ToList();
        return missing.Count == 0 ? [Finding.Ok($"All {SlackScopes.All.Count} scopes are granted.")] : missing.Select(Missing);
    }

    private static Finding Missing(SlackScope scope)
    {
        var what = $"The scope {scope.Name} is not granted: the bot cannot {scope.For}.";
        const string cure = "Add it on the app's page, under OAuth & Permissions, and install the app again.";
        return scope.IsOptional ? Finding.Warning(what, cure) : Finding.Problem(what, cure);
    }
}
