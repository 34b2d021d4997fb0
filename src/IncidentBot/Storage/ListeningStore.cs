using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Until when each workspace was listened to, by whichever replica.</summary>
public sealed class ListeningStore(NpgsqlDataSource dataSource)
{
    /// <summary>Messages may have been on their way for so long, and edits and replies reach back; known ones are passed over.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>
    /// Notes that a workspace is heard at this moment. Where it was not for <paramref name="shortestGap"/> or longer, the
    /// homes of its incidents get an errand to fetch what was missed, in the same transaction: no gap is forgotten or read twice.
    /// </summary>
    /// <returns>Since when nobody listened; nothing where somebody did.</returns>
    public async Task<DateTimeOffset?> HearAsync(string platform, string workspace, DateTimeOffset now, TimeSpan shortestGap, CancellationToken cancellationToken)
    {
        const string known = """
            insert into listening (platform, workspace, until) values (@platform, @workspace, @now) on conflict do nothing;
            select until from listening where platform = @platform and workspace = @workspace for update
            """;
        const string heard = "update listening set until = greatest(until, @now) where platform = @platform and workspace = @workspace";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var at = new { platform, workspace, now = now.UtcDateTime };
        var until = new DateTimeOffset(await connection.QuerySingleAsync<DateTime>(known, at), TimeSpan.Zero);
        await connection.ExecuteAsync(heard, at);

        var isGap = until < now && now - until >= shortestGap;
        if (isGap)
            await OutboxStore.AddAsync(connection, await ErrandsAsync(connection, platform, workspace, until, now), now);
        await transaction.CommitAsync(cancellationToken);
        return isGap ? until : null;
    }

    /// <summary>Incidents that are closed, or were resolved days ago, have nothing to miss. What was said before the incident is not its own.</summary>
    private static async Task<IEnumerable<OutboxMessage>> ErrandsAsync(NpgsqlConnection connection, string platform, string workspace, DateTimeOffset from, DateTimeOffset to)
    {
        const string sql = """
            select c.channel, c.is_home, i.id, declared.recorded_at
              from conversations c
              join incidents i on i.id = c.incident_id
             cross join lateral (select recorded_at from timeline_events e where e.incident_id = i.id order by e.id limit 1) as declared
             cross join lateral (select recorded_at from timeline_events e where e.incident_id = i.id order by e.id desc limit 1) as newest
             where c.platform = @platform
               and c.workspace = @workspace
               and i.status not in ('Closed', 'Cancelled')
               and (i.status <> 'Resolved' or newest.recorded_at > @from - interval '3 days')
            """;
        var homes = await connection.QueryAsync<(string Channel, bool IsFirst, string Id, DateTime DeclaredAt)>(sql, new { platform, workspace, from = from.UtcDateTime });
        return homes.Select(home =>
        {
            var id = new IncidentId(home.Id);
            var declared = new DateTimeOffset(home.DeclaredAt, TimeSpan.Zero);
            var since = from - Margin > declared ? from - Margin : declared;
            var place = new Conversation(platform, workspace, home.Channel);
            // A lane of its own: reading history may take an hour, and nothing else shall wait for it.
            return new OutboxMessage(home.IsFirst ? $"{id} history" : $"{id} history {place}", id, new MissedChatErrand(place, since, from, to));
        });
    }
}
