using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What nudges hang on and the record does not hold: a few looks into indexes, however long the incident is.</summary>
public sealed class NudgeKnowledge(NpgsqlDataSource dataSource)
{
    /// <summary>All but the signatures, for which the document is needed.</summary>
    public async Task<NudgeFacts> AboutAsync(IncidentRecord record, NudgeSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var declared = record.EvidenceFor(KnownFact.Declared).LastOrDefault();
        var severity = record.EvidenceFor(KnownFact.Severity).LastOrDefault();
        var events = await EventsAsync(connection, [declared, severity]);
        var given = record.Incident.Severity is not null && events.TryGetValue(severity, out var set) ? new SeverityGiven(severity, set.By, set.On) : null;
        return new NudgeFacts
        {
            DeclaredOn = events.TryGetValue(declared, out var declaration) ? declaration.On : null,
            Severity = given,
            Chat = record.Incident.IsFinal ? Chatter.None : await ChatAsync(connection, record.Incident.Id, now - settings.Within, settings.MostMessages + 1),
            OthersAct = record.Incident is { IsOver: false, Severity: Severity.P0 } && given is not null && await OthersActAsync(connection, record.Incident.Id, given),
            Zones = await ZonesAsync(connection, record),
            Before = await BeforeAsync(connection, record.Incident.Id),
        };
    }

    private static async Task<Dictionary<long, (DateTimeOffset On, Person By)>> EventsAsync(NpgsqlConnection connection, long[] ids)
    {
        const string sql = "select id, recorded_at, person_id, person_name from timeline_events where id = any(@ids)";
        var rows = await connection.QueryAsync<(long Id, DateTime On, string PersonId, string PersonName)>(sql, new { ids });
        return rows.ToDictionary(row => row.Id, row => (Utc(row.On), new Person(row.PersonId, row.PersonName)));
    }

    /// <param name="most">More are not counted.</param>
    private static async Task<Chatter> ChatAsync(NpgsqlConnection connection, IncidentId incident, DateTimeOffset since, int most)
    {
        const string sql = """
            select max(occurred_at), count(*) filter (where occurred_at >= @since)
              from (select occurred_at
                      from timeline_events
                     where incident_id = @incident
                       and kind = 'message'
                       and coalesce(detail ->> 'fromBot', 'false') = 'false'
                     order by id desc
                     limit @most) as latest
            """;
        var (last, lately) = await connection.QuerySingleAsync<(DateTime? Last, long Lately)>(sql, new { incident = incident.Value, since = since.UtcDateTime, most });
        return new Chatter(last is { } at ? Utc(at) : null, (int)lately);
    }

    /// <summary>Who is brought in has not acted yet, and what was said before and read late is no answer to it.</summary>
    private static Task<bool> OthersActAsync(NpgsqlConnection connection, IncidentId incident, SeverityGiven given)
    {
        const string sql = """
            select exists (select 1
                             from timeline_events
                            where incident_id = @incident
                              and id > @since
                              and person_id not in (@by, @bot)
                              and kind not in ('joined', 'left', 'name', 'gap')
                              and coalesce(detail ->> 'fromBot', 'false') = 'false'
                              and (coalesce(detail ->> 'fromHistory', 'false') = 'false' or occurred_at >= @on))
            """;
        return connection.QuerySingleAsync<bool>(sql, new { incident = incident.Value, since = given.EventId, by = given.By.Id, bot = Person.Bot.Id, on = given.On.UtcDateTime });
    }

    private static async Task<ImmutableDictionary<string, TimeZoneInfo>> ZonesAsync(NpgsqlConnection connection, IncidentRecord record)
    {
        const string sql = "select id, time_zone from names where id = any(@ids) and time_zone is not null";
        var ids = record.Incident.Roles.Select(held => held.Holder).Concat(record.Review.Reviewers).Select(person => person.PersonId).OfType<string>().Distinct().ToArray();
        if (ids.Length == 0)
            return ImmutableDictionary<string, TimeZoneInfo>.Empty;

        var rows = await connection.QueryAsync<(string Id, string Zone)>(sql, new { ids });
        return rows.ToImmutableDictionary(row => row.Id, row => TimeZones.Find(row.Zone));
    }

    private static async Task<ImmutableArray<PastNudge>> BeforeAsync(NpgsqlConnection connection, IncidentId incident)
    {
        const string sql = """
            select kind, slot, decided_at, sent_at is not null and settled_at is null
              from nudges
             where incident_id = @incident
             order by decided_at, kind, slot
            """;
        var rows = await connection.QueryAsync<(string Kind, string Slot, DateTime DecidedAt, bool IsOpen)>(sql, new { incident = incident.Value });
        return [.. rows.Select(row => new PastNudge(row.Kind, row.Slot, Utc(row.DecidedAt)) { IsOpen = row.IsOpen })];
    }

    private static DateTimeOffset Utc(DateTime at) => new(at, TimeSpan.Zero);
}
