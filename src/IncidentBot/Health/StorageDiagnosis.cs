using System.Data.Common;
using System.Runtime.CompilerServices;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Health;

/// <summary>The database: whether it answers, has the shape this program knows, and has room.</summary>
public sealed class StorageDiagnosis(Database database, IOptions<StorageOptions> options) : IDiagnosis
{
    private const long Tight = 1024L * 1024 * 1024;
    private const long TooTight = 100L * 1024 * 1024;

    private static readonly int Scripts = Migration.Embedded().Count;

    public string Part => "the database";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = database.IsOwn ? $"its own in {options.Value.FullDataDirectory}" : "the one of ConnectionStrings:IncidentBot";
        if (database.Fault is { } fault)
        {
            yield return new Finding(FindingKind.Problem, fault);
            yield break;
        }

        if (database.IsToBeMade)
        {
            yield return Finding.Ok($"There is no database yet: the first start makes one in {options.Value.FullDataDirectory}.");
        }
        else
        {
            yield return await AskAsync("show server_version", cancellationToken) is { } version
                ? Finding.Ok($"The database answers: PostgreSQL {version}, {place}.")
                : Finding.Problem($"The database does not answer ({place}).", "See whether it runs, and whether the connection string is right.");
            if (await ShapeAsync(cancellationToken) is { } finding)
                yield return finding;
        }

        if (database.IsOwn && RoomLeft() is { } room)
            yield return room;
    }

    private async Task<Finding?> ShapeAsync(CancellationToken cancellationToken)
    {
        if (await AskAsync("select to_regclass('schema_migrations') is not null", cancellationToken) is not bool isBegun)
            return null;
        if (!isBegun)
            return Finding.Ok("The database is empty: the first start makes its tables.");

        var applied = (int)(await AskAsync("select count(*)::int from schema_migrations", cancellationToken) ?? 0);
        return applied switch
        {
            _ when applied == Scripts => Finding.Ok($"The database has been through all {Scripts} scripts of this program."),
            _ when applied < Scripts => Finding.Warning($"The database has been through {applied} of {Scripts} scripts.", "The next start runs the rest, or IncidentBot migrate."),
            _ => Finding.Problem($"The database is newer than this program: it has been through {applied} scripts, and this program knows {Scripts}.", "Start the newer program."),
        };
    }

    private async Task<object?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.DataSource.CreateCommand(sql);
            return await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (Exception away) when (away is DbException or TimeoutException)
        {
            return null;
        }
    }

    private Finding? RoomLeft()
    {
        var folder = new DirectoryInfo(options.Value.FullDataDirectory);
        while (!folder.Exists && folder.Parent is { } parent)
            folder = parent;
        try
        {
            var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
            var megabytes = free / 1024 / 1024;
            return free switch
            {
                < TooTight => Finding.Problem($"Only {megabytes} MB are free under {folder.FullName}.", "Make room: without it nothing can be recorded."),
                < Tight => Finding.Warning($"Only {megabytes} MB are free under {folder.FullName}.", "Make room before it runs out."),
                _ => Finding.Ok($"{megabytes / 1024} GB are free under {folder.FullName}."),
            };
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
