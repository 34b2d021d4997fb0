using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>An incident as it is stored: whether it can be read shows when it is its turn.</summary>
public sealed record WaitingIncident(IncidentId Id, string Record)
{
    public IncidentRecord Read() => Json.Read<IncidentRecord>(Record);
}

public sealed class QuestionStore(NpgsqlDataSource dataSource)
{
    /// <summary>The incidents in which time alone may bring a question.</summary>
    /// <param name="isOn">Whether the bot asks by itself.</param>
    public async Task<IReadOnlyList<WaitingIncident>> WaitingAsync(bool isOn, CancellationToken cancellationToken)
    {
        const string sql = """
            select i.id, i.record
              from incidents i
              left join asked_enough a on a.incident_id = i.id
             where i.version > 0
               and i.status not in ('Closed', 'Cancelled')
               and (a.version is distinct from i.version or a.is_on <> @isOn)
             order by i.id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Record)>(new CommandDefinition(sql, new { isOn }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new WaitingIncident(new IncidentId(row.Id), row.Record))];
    }

    /// <summary>An incident is not looked at again before it changes.</summary>
    public async Task LeaveAsync(IncidentRecord record, bool isOn, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into asked_enough (incident_id, version, is_on)
            values (@id, @version, @isOn)
            on conflict (incident_id) do update set version = excluded.version, is_on = excluded.is_on
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id = record.Incident.Id.Value, version = record.Version, isOn }, cancellationToken: cancellationToken));
    }

    /// <summary>What people said in an incident lately, answers to questions left out.</summary>
    /// <param name="since">Of earlier messages only the last counts.</param>
    /// <param name="most">More are not counted.</param>
    public async Task<Chatter> ChatterAsync(IncidentId incident, DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select max(recorded_at), count(*) filter (where recorded_at >= @since)
              from (select e.recorded_at
                      from timeline_events e
                     where e.incident_id = @incident
                       and e.kind = 'message'
                       and coalesce(e.detail ->> 'fromBot', 'false') = 'false'
                       and not exists (select 1
                                         from posts p
                                        where p.incident_id = e.incident_id
                                          and p.name like 'question %'
                                          and p.channel = e.channel
                                          and p.message_id = e.thread_id)
                     order by e.id desc
                     limit @most) as latest
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (last, lately) = await connection.QuerySingleAsync<(DateTime? Last, long Lately)>(
            new CommandDefinition(sql, new { incident = incident.Value, since = since.UtcDateTime, most }, cancellationToken: cancellationToken));
        return new Chatter(last is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, (int)lately);
    }

    /// <summary>Those who said or did something in an incident, under the names they have.</summary>
    public async Task<ImmutableArray<Person>> PeopleAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        const string sql = """
            select person_id, max(person_name)
              from timeline_events
             where incident_id = @incident
               and person_id <> @bot
             group by person_id
             order by max(id) desc
             limit 500
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name)>(
            new CommandDefinition(sql, new { incident = incident.Value, bot = Person.Bot.Id }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new Person(row.Id, row.Name))];
    }

    public async Task<IReadOnlyList<OpenQuestion>> OpenAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            select incident_id as Incident, question, asked_of as Of, asked_at as AskedAt, platform, workspace, channel, message_id as MessageId, is_threaded as IsThreaded
              from open_questions
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellationToken))).Select(row => row.ToQuestion())];
    }

    /// <summary>Where a question was posted, if it is open still.</summary>
    public async Task PostedAsync(IncidentId incident, long question, EventSource post, bool isThreaded, CancellationToken cancellationToken)
    {
        const string sql = """
            with posted as (
                update open_questions
                   set platform = @platform, workspace = @workspace, channel = @channel, message_id = @messageId, is_threaded = @isThreaded
                 where incident_id = @incident
                   and question = @question
                returning incident_id)
            select pg_notify('question', incident_id) from posted
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            incident = incident.Value,
            question,
            platform = post.Conversation.Platform,
            workspace = post.Conversation.Workspace,
            channel = post.Conversation.Channel,
            messageId = post.MessageId,
            isThreaded,
        }, cancellationToken: cancellationToken));
    }

    /// <summary>One question of an incident is open at most, and none of a closed one.</summary>
    internal static async Task FollowAsync(NpgsqlConnection connection, IncidentRecord before, IncidentRecord after)
    {
        const string forget = "delete from open_questions where incident_id = @incident";
        const string add = """
            insert into open_questions (incident_id, question, asked_of, asked_at)
            values (@incident, @question, @askedOf, @askedAt)
            """;
        var incident = after.Incident.Id.Value;
        if (before.Questions.Open?.Id == after.Questions.Open?.Id && (before.Incident.IsFinal == after.Incident.IsFinal || after.Questions.Open is null))
            return;

        await connection.ExecuteAsync(forget, new { incident });
        if (after is { Questions.Open: { } open, Incident.IsFinal: false })
            await connection.ExecuteAsync(add, new { incident, question = open.Id, askedOf = open.Of?.PersonId, askedAt = open.AskedAt.UtcDateTime });
        await connection.ExecuteAsync("select pg_notify('question', @incident)", new { incident });
    }

    private sealed record Row
    {
        public required string Incident { get; init; }
        public long Question { get; init; }
        public string? Of { get; init; }
        public DateTime AskedAt { get; init; }
        public string? Platform { get; init; }
        public string? Workspace { get; init; }
        public string? Channel { get; init; }
        public string? MessageId { get; init; }
        public bool IsThreaded { get; init; }

        public OpenQuestion ToQuestion() => new(
            new IncidentId(Incident), Question, Of, new DateTimeOffset(AskedAt, TimeSpan.Zero),
            MessageId is null ? null : new EventSource(new Conversation(Platform!, Workspace!, Channel!), MessageId), IsThreaded);
    }
}
