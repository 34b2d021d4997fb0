using System.Globalization;

namespace IncidentBot.Storage.Embedded;

/// <summary>Where PostgreSQL's programs are usually found.</summary>
public static class PostgresFolders
{
    public static IEnumerable<string> Usual() =>
        OnPath().Concat(Installed().OrderByDescending(VersionInName)).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> OnPath()
    {
        var program = OperatingSystem.IsWindows() ? "initdb.exe" : "initdb";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

        // A link on the path leads to one program; its neighbours are where it points to.
        return folders
            .Select(folder => new FileInfo(Path.Combine(folder, program)))
            .Where(file => file.Exists)
            .Select(file => Path.GetDirectoryName(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName)!);
    }

    private static IEnumerable<string> Installed()
    {
        if (OperatingSystem.IsWindows())
            return Below(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*", "bin");

        return
        [
            .. Below("/usr/lib/postgresql", "*", "bin"),
            .. Below("/usr", "pgsql-*", "bin"),
            .. Below("/usr/libexec", "postgresql*", ""),
            .. Below("/opt/homebrew/opt", "postgresql*", "bin"),
            .. Below("/usr/local/opt", "postgresql*", "bin"),
        ];
    }

    private static IEnumerable<string> Below(string folder, string pattern, string inside) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder, pattern).Select(found => Path.Combine(found, inside))
        : [];

    private static int VersionInName(string folder)
    {
        var name = Path.GetFileName(folder) == "bin" ? Path.GetFileName(Path.GetDirectoryName(folder)!) : Path.GetFileName(folder);
        var digits = string.Concat(name.SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
