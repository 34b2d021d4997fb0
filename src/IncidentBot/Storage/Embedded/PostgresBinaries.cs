using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Storage.Embedded;

/// <summary>An installed PostgreSQL: the folder of its programs and its major version.</summary>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const string Variable = "INCIDENTBOT_PG_BIN";

    // Since 12 a server's leftover processes are noticed even when postmaster.pid is gone; 14 is the oldest still maintained.
    private const int OldestMajor = 14;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public string PathOf(string program) => Path.Combine(Folder, program + Suffix);

    private static string Suffix => OperatingSystem.IsWindows() ? ".exe" : "";

    /// <param name="wantedMajor">The version that wrote the cluster; null when there is none yet.</param>
    /// <param name="namedFolder">The one folder to look in, as named by <see cref="Variable"/>; null looks in the usual ones.</param>
    /// <exception cref="StorageUnavailableException">Nothing fits.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? wantedMajor, string? namedFolder, CancellationToken cancellationToken)
    {
        var named = !string.IsNullOrWhiteSpace(namedFolder);
        var folders = named ? [namedFolder!] : PostgresFolders.Usual();
        var others = new SortedSet<int>();

        foreach (var folder in folders.Where(HoldsAllPrograms))
        {
            if (await MajorAsync(folder, cancellationToken) is not { } major)
                continue;

            if (wantedMajor is null ? major >= OldestMajor : major == wantedMajor)
                return new PostgresBinaries(folder, major);

            others.Add(major);
        }

        throw Missing(wantedMajor, named ? namedFolder : null, others);
    }

    private static bool HoldsAllPrograms(string folder) =>
        Programs.All(program => File.Exists(Path.Combine(folder, program + Suffix)));

    private static async Task<int?> MajorAsync(string folder, CancellationToken cancellationToken)
    {
        var postgres = new Tool(Path.Combine(folder, "postgres" + Suffix), new ServerAccount((string?)null));
        var result = await postgres.RunAsync(["--version"], folder, cancellationToken);
        var version = VersionPattern().Match(result.Output);
        return version.Success ? int.Parse(version.ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static StorageUnavailableException Missing(int? wantedMajor, string? namedFolder, SortedSet<int> others)
    {
        var where = namedFolder is null ? "" : $" in {namedFolder}, which {Variable} names";
        var found = others.Count == 0 ? "" : $" (found: {string.Join(", ", others)})";
        var what = wantedMajor is null
            ? $"No PostgreSQL {OldestMajor} or newer is installed{where}{found}"
            : $"The data was written by PostgreSQL {wantedMajor}, which is not installed{where}{found}";
        var package = wantedMajor is null ? "postgresql" : $"postgresql-{wantedMajor}";

        return new StorageUnavailableException(
            $"{what}: install it (apt-get install {package}), name the folder of its programs in {Variable}, "
            + "or set ConnectionStrings:IncidentBot to a PostgreSQL server of yours.");
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex VersionPattern();
}
