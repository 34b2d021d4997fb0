using System.Globalization;

namespace IncidentBot.Storage.Embedded;

/// <summary>One cluster in a data folder: starts its server or finds it running, stops it.</summary>
public sealed class PostgresCluster
{
    // Recovery after a crash reads at most max_wal_size twice over; a slow disk needs minutes for it.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    // Processes of a killed server end by themselves as soon as they miss it.
    private static readonly TimeSpan LeftoverLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly DataFolder _folder;
    private readonly PostgresBinaries _binaries;
    private readonly ServerAccount _account;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TimeProvider _time;

    private PostgresCluster(
        DataFolder folder,
        PostgresBinaries binaries,
        IReadOnlyDictionary<string, string> settings,
        TimeProvider time)
    {
        _folder = folder;
        _binaries = binaries;
        _account = ServerAccount.Choose();
        _settings = settings;
        _time = time;
    }

    /// <summary>Known once the server has been started or found; it stays the same when the server is started again.</summary>
    public PostgresAddress? Address { get; private set; }

    public bool IsRunning => PostmasterFile.Read(_folder.Cluster)?.IsRunning(_folder.Cluster) == true;

    /// <summary>Finds the programs that fit the folder, and makes a cluster when it has none.</summary>
    public static async Task<PostgresCluster> OpenAsync(
        DataFolder folder,
        IReadOnlyDictionary<string, string> settings,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var existing = MajorOf(folder);
        var named = Environment.GetEnvironmentVariable(PostgresBinaries.Variable);
        var binaries = await PostgresBinaries.FindAsync(existing, named, cancellationToken);
        var cluster = new PostgresCluster(folder, binaries, settings, time);
        folder.CreateServerFolders();
        if (existing is null)
            await new NewCluster(folder, binaries, cluster._account).CreateAsync(cancellationToken);

        await cluster._account.OwnAsync([folder.Cluster, folder.Sockets, folder.Logs], cancellationToken);
        return cluster;
    }

    /// <summary>Starts the server, unless it runs already because its host vanished.</summary>
    /// <returns>Whether it had to be started.</returns>
    public async Task<bool> EnsureRunningAsync(CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        while (PostmasterFile.Read(_folder.Cluster) is { } file && file.IsRunning(_folder.Cluster))
        {
            if (file is { IsReady: true, Host: not null })
            {
                Address ??= new PostgresAddress(file.Host, file.Port);
                return false;
            }

            if (_time.GetElapsedTime(since) > StartLimit)
                throw Failures.OfServer("get ready", "it has been starting or stopping for minutes", _folder);

            await Task.Delay(Pause, _time, cancellationToken);
        }

        await StartAsync(cancellationToken);
        return true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(_folder.Cluster) is { } file && file.IsRunning(_folder.Cluster))
        {
            var result = await Run("pg_ctl", ["stop", "-w", "-s", "-m", "fast"], cancellationToken);
            if (!result.Succeeded && IsRunning)
                throw Failures.OfServer("stop", result.Output, _folder);

            await WaitUntilGoneAsync(file, cancellationToken);
        }

        if (Address is not null)
            DeleteTemporaryFolder(Address.Host);
    }

    /// <summary>Stops the server on the way out of a failed start, whose own failure matters more.</summary>
    public async Task TryStopAsync()
    {
        try
        {
            await StopAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is StorageUnavailableException or IOException)
        {
            // The next start finds the server running and takes it over.
        }
    }

    // pg_ctl is content when postmaster.pid is gone; the process ends a moment later.
    private async Task WaitUntilGoneAsync(PostmasterFile file, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        while (file.IsRunning(_folder.Cluster) && _time.GetElapsedTime(since) < LeftoverLimit)
            await Task.Delay(Pause / 10, _time, cancellationToken);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        while (true)
        {
            RemoveLeftovers();
            await PrepareAddressAsync(cancellationToken);
            var log = new StartLog(_folder);
            var limit = StartLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            var result = await Run("pg_ctl", ["start", "-w", "-s", "-t", limit, "-l", StartLog.FileName], cancellationToken);
            if (result.Succeeded)
                return;

            var output = result.Output + log.ReadWhatWasSaid();
            var leftovers = output.Contains("shared memory block", StringComparison.Ordinal)
                && output.Contains("still in use", StringComparison.Ordinal);
            if (!leftovers || _time.GetElapsedTime(since) > LeftoverLimit)
                throw Failures.OfServer("start", output, _folder);

            await Task.Delay(Pause, _time, cancellationToken);
        }
    }

    private async Task PrepareAddressAsync(CancellationToken cancellationToken)
    {
        Address ??= PostgresAddress.Choose(_folder);
        PostgresSettings.Write(_folder, Address, _settings);
        if (OperatingSystem.IsWindows())
            return;

        DataFolder.CreatePrivate(Address.Host);
        await _account.OwnAsync([Address.Host], cancellationToken);
    }

    // Safe although another process might serve the cluster after all: its shared memory is found by the folder's inode,
    // and the new server then refuses to start.
    private void RemoveLeftovers()
    {
        File.Delete(PostmasterFile.PathIn(_folder.Cluster));

        // Not in the folder the file names: in a copied data folder that is where the original's server listens.
        DeleteSockets(_folder.Sockets);
        if (Address is not null)
            DeleteSockets(Address.Host);
    }

    private static void DeleteSockets(string folder)
    {
        if (!Directory.Exists(folder))
            return;

        foreach (var socket in Directory.GetFiles(folder, ".s.PGSQL.*"))
            File.Delete(socket);
    }

    private void DeleteTemporaryFolder(string folder)
    {
        if (folder != _folder.Sockets && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private Task<ToolResult> Run(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var tool = new Tool(_binaries.PathOf(program), _account) { Cluster = _folder.Cluster };
        return tool.RunAsync(arguments, _folder.Logs, cancellationToken);
    }

    // The folder alone says that there is a cluster: one that cannot be read must not be taken for none and made anew.
    private static int? MajorOf(DataFolder folder)
    {
        if (!Directory.Exists(folder.Cluster))
            return null;

        var file = Path.Combine(folder.Cluster, "PG_VERSION");
        try
        {
            return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FileNotFoundException or FormatException)
        {
            throw new StorageUnavailableException(
                $"The database in {folder.Cluster} is damaged, {file} does not name its version: bring the data folder back from a copy.", error);
        }
    }
}
