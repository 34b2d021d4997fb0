namespace IncidentBot.Tests.Infrastructure;

/// <summary>A folder for one test, deleted with it. Every user may enter it: under root, PostgreSQL runs as another one.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string name = "data")
    {
        Root = Directory.CreateTempSubdirectory("incidentbot-tests-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Root, File.GetUnixFileMode(Root) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        Path = System.IO.Path.Combine(Root, name);
    }

    /// <summary>A path inside of the folder; nothing is there yet.</summary>
    public string Path { get; }

    private string Root { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
