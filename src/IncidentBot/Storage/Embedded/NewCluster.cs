namespace IncidentBot.Storage.Embedded;

/// <summary>Makes the cluster of a data folder that has none, with a password of its own.</summary>
public sealed class NewCluster(DataFolder folder, PostgresBinaries binaries, ServerAccount account)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.UnfinishedCluster))
            Directory.Delete(folder.UnfinishedCluster, recursive: true);

        DataFolder.CreatePrivate(folder.UnfinishedCluster);
        folder.CreatePassword();
        await account.OwnAsync([folder.UnfinishedCluster, folder.PasswordFile, folder.Logs], cancellationToken);

        var result = await InitialiseAsync("C.UTF-8", cancellationToken);
        if (!result.Succeeded && result.Output.Contains("invalid locale", StringComparison.Ordinal))
            result = await InitialiseAsync("C", cancellationToken);
        if (!result.Succeeded)
            throw Failures.OfServer("make its database", result.Output, folder);

        var configuration = Path.Combine(folder.UnfinishedCluster, "postgresql.conf");
        await File.AppendAllTextAsync(configuration, PostgresSettings.Include, cancellationToken);
        Directory.Move(folder.UnfinishedCluster, folder.Cluster);
    }

    private Task<ToolResult> InitialiseAsync(string locale, CancellationToken cancellationToken)
    {
        var initdb = new Tool(binaries.PathOf("initdb"), account);
        string[] arguments =
        [
            "-D", folder.UnfinishedCluster, "-U", PostgresAddress.User, "-A", "scram-sha-256", "--pwfile", folder.PasswordFile,
            "-E", "UTF8", $"--locale={locale}", "--data-checksums", "--no-instructions",
        ];
        return initdb.RunAsync(arguments, folder.Logs, cancellationToken);
    }
}
