namespace IncidentBot.Storage.Embedded;

/// <summary>The server of a bot that runs on a data folder, for another program that only looks.</summary>
public static class RunningServer
{
    /// <returns>The connection string; nothing where no server runs that would tell.</returns>
    public static string? Find(string dataDirectory)
    {
        var cluster = ClusterIn(dataDirectory);
        var password = Path.Combine(dataDirectory, "password");
        return PostmasterFile.Read(cluster) is { IsReady: true, Host: { } host } file && file.IsRunning(cluster) && File.Exists(password)
            ? new PostgresAddress(host, file.Port).ConnectionString("incidentbot", File.ReadAllText(password).Trim())
            : null;
    }

    public static bool HasCluster(string dataDirectory) => Directory.Exists(ClusterIn(dataDirectory));

    /// <summary>With the link resolved that the folder may be: the server's working directory is compared with it.</summary>
    private static string ClusterIn(string dataDirectory) =>
        Path.Combine(Directory.Exists(dataDirectory) && Directory.ResolveLinkTarget(dataDirectory, returnFinalTarget: true) is { } folder ? folder.FullName : dataDirectory, "postgres");
}
