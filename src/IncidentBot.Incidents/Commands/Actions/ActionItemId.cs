using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>An action item's id as people type it: <c>AI-003</c>, <c>ai-3</c>.</summary>
internal static class ActionItemId
{
    private const string Prefix = "AI-";
    private const int MostDigits = 5;

    /// <returns>As it stands in the record; nothing for what is no such id.</returns>
    public static string? Read(string word) =>
        word.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && word.Length <= Prefix.Length + MostDigits
        && int.TryParse(word.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ActionItem.IdOf(number)
            : null;
}
