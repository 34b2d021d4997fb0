using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Health;

/// <summary>What the bot has to say: whether it gets said.</summary>
public sealed class OutboxDiagnosis(NpgsqlDataSource dataSource, OperatorNoteStore notes, TimeProvider time) : IDiagnosis
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);
    private const int MostNotes = 10;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public string Part => "the outbox";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string sql = """
            select count(*) filter (where gave_up_at > @since) as GivenUp,
                   (array_agg(last_error order by gave_up_at desc) filter (where gave_up_at > @since))[1] as WhyGivenUp,
                   count(*) filter (where sent_at is null and gave_up_at is null) as Waiting,
                   count(*) filter (where sent_at is null and gave_up_at is null and last_error is not null) as Failing,
                   (array_agg(last_error order by id desc) filter (where sent_at is null and gave_up_at is null and last_error is not null))[1] as WhyFailing,
                   min(created_at) filter (where sent_at is null and gave_up_at is null) as Oldest
              from outbox
             where sent_at is null
            """;
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var outbox = await connection.QuerySingleAsync<State>(new CommandDefinition(sql, new { since = (now - Recent).UtcDateTime }, cancellationToken: cancellationToken));

        if (outbox.GivenUp > 0)
            yield return Finding.Warning($"{outbox.GivenUp} messages of the last week were given up; the latest because of {outbox.WhyGivenUp}.", "The log says which; post again what is still needed.");
        if (outbox.Failing > 0)
            yield return Finding.Warning($"{outbox.Failing} messages could not be delivered yet, the latest because of {outbox.WhyFailing}.", "They are tried again until they are delivered.");
        if (outbox.Oldest is { } oldest && now - oldest > Long)
            yield return Finding.Warning($"{outbox.Waiting} messages wait, the oldest since {oldest.ToString("u", CultureInfo.InvariantCulture)}.", "See whether the bot runs.");
        if (outbox is { GivenUp: 0, Failing: 0 } && (outbox.Oldest is null || now - outbox.Oldest <= Long))
            yield return Finding.Ok(outbox.Waiting == 0 ? "The outbox is empty." : $"The outbox is at work on {outbox.Waiting} messages.");
        foreach (var note in (await notes.SinceAsync(now - Recent, cancellationToken)).Take(MostNotes))
            yield return Finding.Warning($"{note.Note} That was {note.LastAt.ToString("u", CultureInfo.InvariantCulture)}, {note.Times} times in all.", "Give the app what it lacks; the incidents went on without it.");
    }

    private sealed record State
    {
        public long GivenUp { get; init; }
        public string? WhyGivenUp { get; init; }
        public long Waiting { get; init; }
        public long Failing { get; init; }
        public string? WhyFailing { get; init; }
        public DateTime? Oldest { get; init; }
    }
}
