namespace IncidentBot.Storage.Embedded;

/// <summary>The user PostgreSQL runs as. It refuses to run as root; anybody else keeps their own account.</summary>
/// <param name="Name">Null for the user the bot runs as.</param>
public sealed record ServerAccount(string? Name)
{
    private static readonly string[] Candidates = ["postgres", "app", "nobody"];

    /// <exception cref="StorageUnavailableException">The bot runs as root and none of the usual accounts exists.</exception>
    public static ServerAccount Choose()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new ServerAccount((string?)null);

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var name = Candidates.FirstOrDefault(known.Contains)
            ?? throw new StorageUnavailableException(
                "PostgreSQL does not run as root, and there is no user postgres, app or nobody to run it: start the bot as another user.");

        return new ServerAccount(name);
    }

    /// <summary>Gives files and folders, with all they hold, to the account.</summary>
    public async Task OwnAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        if (Name is null)
            return;

        var chown = new Tool("chown", this with { Name = null });
        var result = await chown.RunAsync(["-R", $"{Name}:", "--", .. paths], Path.GetTempPath(), cancellationToken);
        if (!result.Succeeded)
            throw new StorageUnavailableException(
                $"The data folder cannot be handed to the user \"{Name}\", who runs PostgreSQL ({result.Output.Trim()}): name a folder on a local disk with Storage:DataDirectory.");
    }
}
