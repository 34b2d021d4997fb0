using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;

namespace IncidentBot.Health;

/// <summary>Reminders of action items: whether they reach people.</summary>
public sealed class ReminderDiagnosis(NpgsqlDataSource dataSource, TimeProvider time) : IDiagnosis
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>A job comes to its reminder within seconds.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    public string Part => "the reminders";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string waiting = """
            select count(*) as Waiting, min(created_at) as Oldest
              from reminders
             where sent_at is null
               and dropped_why is null
            """;
        const string lost = """
            select count(*) as GivenUp, (array_agg(last_error order by gave_up_at desc))[1] as Why
              from outbox
             where kind = 'ReminderErrand'
               and gave_up_at > @since
            """;
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var state = await connection.QuerySingleAsync<(long Waiting, DateTime? Oldest)>(new CommandDefinition(waiting, cancellationToken: cancellationToken));
        var given = await connection.QuerySingleAsync<(long GivenUp, string? Why)>(new CommandDefinition(lost, new { since = (now - Recent).UtcDateTime }, cancellationToken: cancellationToken));

        var isLate = state.Oldest is { } oldest && now - oldest > Long;
        if (isLate)
            yield return Finding.Warning($"{state.Waiting} reminders wait to be sent, the oldest since {state.Oldest!.Value.ToString("u", CultureInfo.InvariantCulture)}.", "See whether the bot runs, and look at the failed jobs at /hangfire.");
        if (given.GivenUp > 0)
            yield return Finding.Warning($"{given.GivenUp} messages with reminders of the last week reached nobody; the latest because of {given.Why}.", "The log says which; assign the items to somebody whom the bot can write to.");
        if (!isLate && given.GivenUp == 0)
            yield return Finding.Ok("Reminders of action items reach people.");
    }
}
