using System.Data.Common;
using System.Runtime.CompilerServices;
using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Health;

/// <summary>Examines every part of the bot, one after the other, whether or not the bot is running.</summary>
public sealed class Doctor(IEnumerable<IDiagnosis> diagnoses, Database database)
{
    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var diagnosis in diagnoses)
        {
            await using var findings = diagnosis.ExamineAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            // An iterator that has thrown is at its end; asked again, it says so.
            while (await NextAsync(diagnosis, findings) is { } finding)
                yield return finding;
        }
    }

    private async Task<Finding?> NextAsync(IDiagnosis diagnosis, IAsyncEnumerator<Finding> findings)
    {
        try
        {
            return await findings.MoveNextAsync() ? findings.Current : null;
        }
        catch (Exception unborn) when (database.IsToBeMade || unborn is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return null;
        }
        catch (Exception away) when (away is DbException or TimeoutException)
        {
            return Finding.Warning($"Not all of {diagnosis.Part} could be examined: the database is away.", "Mend the database first.");
        }
    }
}
