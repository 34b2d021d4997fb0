using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace IncidentBot.Storage.Embedded;

/// <summary>
/// The file postmaster.pid that a running server keeps in its cluster. Its presence alone says little: it stays when
/// the server is killed, and PostgreSQL then takes a zombie, or any process that got the same number, for the old server.
/// </summary>
/// <param name="ProcessId">0 when the file is cut off.</param>
/// <param name="Host">The socket's folder or the listening address; null while the server has not written it yet.</param>
public sealed record PostmasterFile(int ProcessId, string? Host, int Port, bool IsReady)
{
    /// <summary>The layout, one value a line, is that of PostgreSQL's pidfile.h.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(cluster));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var socketFolder = Line(lines, 5);
        return new PostmasterFile(
            Number(Line(lines, 1)),
            socketFolder is "" ? Line(lines, 6) : socketFolder is null ? null : Path.GetFullPath(socketFolder, cluster),
            Number(Line(lines, 4)),
            Line(lines, 8) == "ready");
    }

    public static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Whether the process is there and serves this cluster, whose path must have its links resolved.</summary>
    public bool IsRunning(string cluster)
    {
        if (ProcessId <= 0)
            return false;

        try
        {
            return OperatingSystem.IsLinux() ? ServesCluster(cluster) : IsPostgres();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or Win32Exception)
        {
            return false;
        }
    }

    private bool ServesCluster(string cluster)
    {
        var process = $"/proc/{ProcessId}";
        var stat = File.ReadAllText($"{process}/stat");

        // The name in parentheses may hold anything; the state is the first field after it.
        var state = stat[stat.LastIndexOf(')') + 2];

        return state is not ('Z' or 'X')
            && File.ReadAllText($"{process}/comm").TrimEnd() == "postgres"
            && new FileInfo($"{process}/cwd").LinkTarget == cluster;
    }

    private bool IsPostgres()
    {
        using var process = Process.GetProcessById(ProcessId);
        return process.ProcessName == "postgres";
    }

    private static string? Line(string[] lines, int number) => number <= lines.Length ? lines[number - 1].Trim() : null;

    private static int Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
