namespace IncidentBot.Incidents.Commands;

/// <summary>Text as lines.</summary>
public static class Lines
{
    /// <summary>For what must stand on one line: titles, names, headings.</summary>
    public static string Joined(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>One item of a list of lines: what follows its first line is indented, so that it stays one item.</summary>
    public static string Hanging(string text) =>
        string.Join("\n  ", text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
