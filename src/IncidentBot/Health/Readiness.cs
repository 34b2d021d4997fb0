using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Health;

/// <summary>Whether the bot can do its work: the database answers, and has the shape this program knows.</summary>
public sealed class Readiness(NpgsqlDataSource dataSource)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly int Scripts = Migration.Embedded().Count;

    /// <returns>One line without secrets; nothing when the bot is ready.</returns>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await using var command = dataSource.CreateCommand("select count(*)::int from schema_migrations");
            return await command.ExecuteScalarAsync(limit.Token) is int applied && applied >= Scripts
                ? null
                : "The database has not been through all scripts of this program.";
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return "The database does not answer.";
        }
    }
}
