namespace IncidentBot.Storage.Embedded;

/// <summary>What a server says while it starts: first to the file given to pg_ctl, then to a log file of its own.</summary>
public sealed class StartLog
{
    public const string FileName = "start.log";

    private const int LogFilesKept = 5;

    private readonly string _logs;
    private readonly HashSet<string> _earlier;

    public StartLog(DataFolder folder)
    {
        _logs = folder.Logs;
        File.Delete(Path.Combine(_logs, FileName));
        _earlier = [.. LogFiles(_logs)];
    }

    public string ReadWhatWasSaid()
    {
        var said = LogFiles(_logs).Except(_earlier).Prepend(Path.Combine(_logs, FileName)).Where(File.Exists);
        return string.Concat(said.Select(File.ReadAllText));
    }

    /// <summary>PostgreSQL begins a new file at 10 MB or after a week, but never deletes one.</summary>
    public static void DeleteOldFiles(DataFolder folder)
    {
        foreach (var file in LogFiles(folder.Logs).OrderDescending(StringComparer.Ordinal).Skip(LogFilesKept))
            File.Delete(file);
    }

    private static string[] LogFiles(string logs) => Directory.GetFiles(logs, "postgres-*.log");
}
