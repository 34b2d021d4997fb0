using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents;

public enum Severity
{
    P0,
    P1,
    P2,
    P3,
}

public static class Severities
{
    public static string Choices => "P0, P1, P2 or P3 (sev1 to sev4 work as well)";

    /// <summary>Reads <c>P0</c>–<c>P3</c>; <c>sev1</c>–<c>sev4</c> are the same four, counted from one.</summary>
    public static ImmutableArray<Choice> All { get; } =
    [
        new("P0", "P0: down for everybody"),
        new("P1", "P1: a main function is down"),
        new("P2", "P2: degraded, or down for some"),
        new("P3", "P3: minor"),
    ];

    public static bool TryParse(string word, out Severity severity)
    {
        var known = Read(word);
        severity = known ?? default;
        return known is not null;
    }

    private static Severity? Read(string word) => word.Trim().ToUpperInvariant() switch
    {
        "P0" or "SEV1" or "SEV-1" => Severity.P0,
        "P1" or "SEV2" or "SEV-2" => Severity.P1,
        "P2" or "SEV3" or "SEV-3" => Severity.P2,
        "P3" or "SEV4" or "SEV-4" => Severity.P3,
        _ => null,
    };
}
