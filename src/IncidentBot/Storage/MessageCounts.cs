using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>How much was said when.</summary>
public sealed class MessageCounts(NpgsqlDataSource dataSource)
{
    /// <summary>The messages of each minute in which there were any, the bot's own not among them, oldest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Minute, int Messages)>> PerMinuteAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        const string sql = """
            select date_trunc('minute', occurred_at) as minute, count(*)::int
              from timeline_events
             where incident_id = @incident
               and kind = 'message'
               and person_id <> @bot
             group by minute
             order by minute
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var counts = await connection.QueryAsync<(DateTime Minute, int Messages)>(
            new CommandDefinition(sql, new { incident = incident.Value, bot = Person.Bot.Id }, cancellationToken: cancellationToken));
        return [.. counts.Select(count => (new DateTimeOffset(count.Minute, TimeSpan.Zero), count.Messages))];
    }
}
