namespace IncidentBot.Incidents.Commands;

/// <summary>Text that must stand on one line: titles, names, headings.</summary>
public static class Lines
{
    public static string Joined(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
