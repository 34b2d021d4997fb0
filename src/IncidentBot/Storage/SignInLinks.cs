using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Whom a link signs in.</summary>
/// <param name="Incident">The incident it was asked for in, whose page comes next.</param>
public sealed record SignInLink(Person Person, IncidentId? Incident);

/// <summary>Links that sign one person in, once, within ten minutes. What they hold is kept nowhere, only its digest.</summary>
public sealed class SignInLinks(NpgsqlDataSource dataSource, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string IsGood = "token_hash = @hash and used_at is null and expires_at > @now";

    /// <returns>The secret of the link, fit for an address.</returns>
    public async Task<string> MakeAsync(Person person, IncidentId? incident, CancellationToken cancellationToken)
    {
        const string sql = """
            with forgotten as (
                delete from sign_in_links
                 where expires_at < @longAgo
            )
            insert into sign_in_links (token_hash, person_id, person_name, incident_id, expires_at)
            values (@hash, @id, @name, @incident, @expiresAt)
            """;
        var now = time.GetUtcNow().UtcDateTime;
        var token = Secret.New();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            hash = Secret.Digest(token),
            id = person.Id,
            name = person.Name,
            incident = incident?.Value,
            expiresAt = now + Lifetime,
            longAgo = now.AddDays(-1),
        }, cancellationToken: cancellationToken));
        return token;
    }

    /// <summary>Looks without using it up: chats fetch the links in messages to show a preview.</summary>
    public Task<SignInLink?> FindAsync(string token, CancellationToken cancellationToken) =>
        ReadAsync($"select person_id, person_name, incident_id from sign_in_links where {IsGood}", token, cancellationToken);

    /// <returns>Nothing where it was used before, is too old, or never was.</returns>
    public Task<SignInLink?> UseAsync(string token, CancellationToken cancellationToken) =>
        ReadAsync($"update sign_in_links set used_at = @now where {IsGood} returning person_id, person_name, incident_id", token, cancellationToken);

    private async Task<SignInLink?> ReadAsync(string sql, string token, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name, string? Incident)>(new CommandDefinition(
            sql, new { hash = Secret.Digest(token), now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
        return rows.Select(row => new SignInLink(new Person(row.Id, row.Name), row.Incident is null ? null : new IncidentId(row.Incident))).FirstOrDefault();
    }
}

/// <summary>What nobody can guess, and what is kept of it.</summary>
internal static class Secret
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
