namespace IncidentBot.Cli;

/// <summary><c>migrate</c>: brings the database to shape and ends, for installations that do so before they start the bot.</summary>
public static class MigrateVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter errors, CancellationToken cancellationToken = default)
    {
        await using var database = await CommandLineDatabase.OpenAsync(args, cancellationToken);
        await errors.WriteLineAsync("The database has been through all scripts of this program.");
        return ExitCodes.Done;
    }
}
