using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Slack;

internal static partial class IncidentIn
{
    public static string Id(string text) =>
        Shape().Match(text) is { Success: true } match ? match.Value : throw new InvalidOperationException($"No incident is named in: {text}");

    [GeneratedRegex(@"INC-\d{4}-\d{4}-\d{4}(-\d+)?")]
    private static partial Regex Shape();
}
