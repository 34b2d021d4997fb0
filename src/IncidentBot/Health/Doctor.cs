using System.Data.Common;
using System.Runtime.CompilerServices;
using Npgsql;

namespace IncidentBot.Health;

/// <summary>Examines every part of the bot, one after the other, whether or not the bot is running.</summary>
public sealed class Doctor(IEnumerable<IDiagnosis> diagnoses)
{
    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var diagnosis in diagnoses)
        {
            await using var findings = diagnosis.ExamineAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(diagnosis, findings) is { } finding)
                yield return finding;
        }
    }

    private static async Task<Finding?> NextAsync(IDiagnosis diagnosis, IAsyncEnumerator<Finding> findings)
    {
        try
        {
            return await findings.MoveNextAsync() ? findings.Current : null;
        }
        catch (PostgresException unborn) when (unborn.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
        catch (Exception away) when (away is DbException or TimeoutException)
        {
            return await EndsAsync(findings)
                ? Finding.Warning($"Not all of {diagnosis.Part} could be examined: the database is away.", "Mend the database first.")
                : null;
        }
    }

    /// <summary>An iterator that has thrown is at its end; asked again, it says so.</summary>
    private static async Task<bool> EndsAsync(IAsyncEnumerator<Finding> findings) => !await findings.MoveNextAsync();
}
