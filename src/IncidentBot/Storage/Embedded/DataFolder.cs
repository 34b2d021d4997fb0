using System.Security.Cryptography;

namespace IncidentBot.Storage.Embedded;

/// <summary>The folder that holds everything the bot must not lose, and the lock that lets one host at a time use it.</summary>
public sealed class DataFolder : IDisposable
{
    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;

    private DataFolder(string root, FileStream hostLock)
    {
        Root = root;
        _lock = hostLock;
    }

    /// <summary>Absolute, with links resolved: the server's working directory is compared with it.</summary>
    public string Root { get; }

    public string Cluster => Path.Combine(Root, "postgres");

    /// <summary>A cluster is made here and renamed when complete, so that half a cluster is never taken for one.</summary>
    public string UnfinishedCluster => Path.Combine(Root, "postgres.unfinished");

    public string Sockets => Path.Combine(Root, "run");

    public string Logs => Path.Combine(Root, "log");

    public string Settings => Path.Combine(Root, "incidentbot.conf");

    public string PasswordFile => Path.Combine(Root, "password");

    /// <exception cref="StorageUnavailableException">It cannot be written, or another host uses it.</exception>
    public static DataFolder Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            CreateRoot(root);
            var hostLock = Lock(root);
            return new DataFolder(WithoutLinks(root, hostLock), hostLock);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failures.OfFolder(root, error);
        }
    }

    /// <summary>Makes the folders the server writes to, readable by nobody else.</summary>
    public void CreateServerFolders()
    {
        CreatePrivate(Sockets);
        CreatePrivate(Logs);
    }

    public static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void CreatePassword()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using var writer = new StreamWriter(PasswordFile, options);
        writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
    }

    /// <exception cref="StorageUnavailableException">The file is gone.</exception>
    public string ReadPassword() => File.Exists(PasswordFile)
        ? File.ReadAllText(PasswordFile).Trim()
        : throw new StorageUnavailableException(
            $"The database's password is missing: bring back the file {PasswordFile} from a copy of the data folder.");

    public void Dispose() => _lock.Dispose();

    private static void CreateRoot(string root)
    {
        if (Directory.Exists(root))
            return;

        Directory.CreateDirectory(root);

        // Started by root, the server runs as another user, who must be able to pass through whatever the umask says.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    private static FileStream Lock(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (HeldByAnother.Contains(error.HResult))
        {
            throw new StorageUnavailableException(
                $"Another IncidentBot already runs on the data folder {root}: stop it, or give this one a folder of its own with Storage:DataDirectory.");
        }
    }

    private static string WithoutLinks(string root, FileStream file)
    {
        if (!OperatingSystem.IsLinux())
            return root;

        var opened = new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget;
        return Path.GetDirectoryName(opened) ?? root;
    }
}
