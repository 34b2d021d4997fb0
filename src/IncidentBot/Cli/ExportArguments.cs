using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Cli;

/// <summary><c>INC-… [log|md|html|pdf|docx|json] [--form draft|finished] [--evidence none|footnotes] [-o FILE]</c>, in this order or another; what is left are settings.</summary>
/// <param name="Format">Nothing for the log.</param>
/// <param name="Path">Nothing for the standard output.</param>
internal sealed record ExportArguments(IncidentId Id, ExportFormat? Format, Form Form, string? Path, string[] Settings, bool HasFootnotes = false)
{
    public const string Log = "log";

    /// <returns>Nothing where they cannot be understood.</returns>
    public static ExportArguments? Read(string[] args)
    {
        if (args is not [var word, .. var rest] || !IncidentId.TryParse(word, out var id))
            return null;

        var read = new ExportArguments(id, null, Form.Draft, null, []);
        while (rest.Length > 0)
        {
            if (read.With(rest) is not var (next, used))
                return null;
            (read, rest) = (next, rest[used..]);
        }
        return read;
    }

    public FileStream? OpenFile() => Path is null ? null : File.Create(Path);

    /// <returns>With the first words of the rest, and how many those were.</returns>
    private (ExportArguments Read, int Used)? With(string[] rest) => rest switch
    {
        ["--form", "draft", ..] => (this with { Form = Form.Draft }, 2),
        ["--form", "finished", ..] => (this with { Form = Form.Finished }, 2),
        ["--evidence", "footnotes", ..] => (this with { HasFootnotes = true }, 2),
        ["--evidence", "none", ..] => (this with { HasFootnotes = false }, 2),
        ["--form", ..] or ["--evidence", ..] or ["-o" or "--output"] => null,
        ["-o" or "--output", var path, ..] => (this with { Path = path }, 2),
        [var setting, ..] when setting.StartsWith("--", StringComparison.Ordinal) && setting.Contains('=', StringComparison.Ordinal) => (this with { Settings = [.. Settings, setting] }, 1),
        [var setting, var value, ..] when setting.StartsWith("--", StringComparison.Ordinal) => (this with { Settings = [.. Settings, setting, value] }, 2),
        [Log, ..] => (this with { Format = null }, 1),
        [var word, ..] when ExportFormat.Find(word) is { } format => (this with { Format = format }, 1),
        _ => null,
    };
}
