namespace IncidentBot.Storage.Embedded;

/// <summary>Turns what PostgreSQL's tools and the operating system say into a sentence with a cure.</summary>
public static class Failures
{
    private const string OwnServer =
        "or set ConnectionStrings:IncidentBot to a PostgreSQL server of yours";

    /// <param name="action">What was tried, as in "PostgreSQL could not ...".</param>
    /// <param name="output">Everything the tool printed, and what the server logged meanwhile.</param>
    public static StorageUnavailableException OfServer(string action, string output, DataFolder folder)
    {
        if (output.Contains("No space left", StringComparison.Ordinal))
            return DiskFull(folder.Root);

        if (output.Contains("could not look up effective user ID", StringComparison.Ordinal))
            return new StorageUnavailableException(
                "The bot runs as a user without an entry in /etc/passwd, and PostgreSQL refuses that: add an entry, start the bot as another user, "
                + OwnServer + ".");

        if (output.Contains("wrong ownership", StringComparison.Ordinal))
            return new StorageUnavailableException(
                $"The database in {folder.Cluster} belongs to another user: start the bot as that user, or hand the folder over with chown -R.");

        if (output.Contains("could not map anonymous shared memory", StringComparison.Ordinal))
            return new StorageUnavailableException(
                $"There is not enough memory for PostgreSQL (about 100 MB): free some, {OwnServer}.");

        return new StorageUnavailableException(
            $"PostgreSQL could not {action}: {Reason(output)} Its log is in {folder.Logs}. Mend what it names, {OwnServer}.");
    }

    public static StorageUnavailableException OfFolder(string path, Exception error)
    {
        if (error.Message.Contains("No space left", StringComparison.Ordinal))
            return DiskFull(path);

        return new StorageUnavailableException(
            $"The data folder {path} cannot be used ({error.Message.TrimEnd('.')}): start the bot as the user it belongs to, "
            + "hand it over with chown -R, or name another folder with Storage:DataDirectory.",
            error);
    }

    public static StorageUnavailableException NotEnterable(string folder, string tool, string account, Exception error) =>
        new($"PostgreSQL does not run as root, so it is started as the user \"{account}\", who cannot enter {folder} or run {tool}: "
            + "move the data folder with Storage:DataDirectory, or allow every folder above it to be entered (chmod o+x).", error);

    private static StorageUnavailableException DiskFull(string path) =>
        new($"The disk that holds {path} is full: free some space and start again.");

    private static string Reason(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var reason = After("FATAL:") ?? After("error:") ?? lines.LastOrDefault() ?? "it gave no reason";
        return reason.EndsWith('.') ? reason : reason + ".";

        string? After(string mark) => lines
            .Where(line => line.Contains(mark, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim())
            .FirstOrDefault();
    }
}
