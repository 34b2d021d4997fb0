using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Somebody who is signed in on the web pages.</summary>
/// <param name="Subject">Their account at the identity provider, where that signed them in.</param>
/// <param name="Standing">As in <see cref="KnownName.Standing"/>, at this moment.</param>
public sealed record WebSession(Person Person, string? Subject, string? Standing, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt);

/// <summary>Sessions of the web pages. A session's key is what its cookie says; here lies its digest alone.</summary>
public sealed class WebSessionStore(NpgsqlDataSource dataSource)
{
    /// <summary>So often a session's last use is noted; more often would be a write for each page.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <returns>The new session's key.</returns>
    public async Task<string> OpenAsync(Person person, string? subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into web_sessions (id_hash, person_id, person_name, subject, created_at, last_seen_at)
            values (@hash, @id, @name, @subject, @now, @now)
            """;
        var key = Secret.New();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { hash = Secret.Digest(key), id = person.Id, name = person.Name, subject, now = now.UtcDateTime }, cancellationToken: cancellationToken));
        return key;
    }

    /// <summary>The session, which this use keeps alive.</summary>
    /// <returns>Nothing where it has ended, was not used for as long as <paramref name="idle"/>, or is as old as <paramref name="lifetime"/>.</returns>
    public async Task<WebSession?> FindAsync(string key, DateTimeOffset now, TimeSpan idle, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        const string finding = """
            select s.person_id, s.person_name, s.subject, n.standing, s.created_at, s.last_seen_at
              from web_sessions s
              left join names n on n.id = s.person_id
             where s.id_hash = @hash
               and s.last_seen_at > @notBefore
               and s.created_at > @notMadeBefore
            """;
        const string noting = "update web_sessions set last_seen_at = @now where id_hash = @hash";
        var hash = Secret.Digest(key);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name, string? Subject, string? Standing, DateTime CreatedAt, DateTime LastSeenAt)>(new CommandDefinition(
            finding, new { hash, notBefore = (now - idle).UtcDateTime, notMadeBefore = (now - lifetime).UtcDateTime }, cancellationToken: cancellationToken));
        var found = rows.Select(row => new WebSession(new Person(row.Id, row.Name), row.Subject, row.Standing, Utc(row.CreatedAt), Utc(row.LastSeenAt))).FirstOrDefault();
        if (found is not null && now - found.LastSeenAt > Grain)
            await connection.ExecuteAsync(new CommandDefinition(noting, new { hash, now = now.UtcDateTime }, cancellationToken: cancellationToken));
        return found;
    }

    public async Task EndAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("delete from web_sessions where id_hash = @hash", new { hash = Secret.Digest(key) }, cancellationToken: cancellationToken));
    }

    /// <summary>Takes away those that nobody can use any more.</summary>
    public async Task ForgetAsync(DateTimeOffset notUsedSince, DateTimeOffset madeBefore, CancellationToken cancellationToken)
    {
        const string sql = "delete from web_sessions where last_seen_at <= @notUsedSince or created_at <= @madeBefore";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { notUsedSince = notUsedSince.UtcDateTime, madeBefore = madeBefore.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>From now on the account signs in as this person.</summary>
    public async Task TieAsync(string subject, Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into web_identities (subject, person_id, person_name, tied_at)
            values (@subject, @id, @name, @now)
            on conflict (subject) do update
               set person_id = excluded.person_id, person_name = excluded.person_name, tied_at = excluded.tied_at
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { subject, id = person.Id, name = person.Name, now = now.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <returns>Whom the account belongs to in the chat, if that is known.</returns>
    public async Task<Person?> TiedToAsync(string subject, CancellationToken cancellationToken)
    {
        const string sql = "select person_id, person_name from web_identities where subject = @subject";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name)>(new CommandDefinition(sql, new { subject }, cancellationToken: cancellationToken));
        return rows.Select(row => new Person(row.Id, row.Name)).FirstOrDefault();
    }

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);
}
