using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>A person, group or channel as its platform names it.</summary>
/// <param name="Id">Unique over all platforms, as in <c>Person.Id</c>.</param>
/// <param name="TimeZone">An IANA name, for people.</param>
/// <param name="Standing">What they are to the organisation, in their platform's words; nothing for what is no person, or was never asked.</param>
public sealed record KnownName(string Id, string Name, string? TimeZone, DateTimeOffset FetchedAt, string? Standing = null)
{
    private const string Member = "Member";

    /// <summary>As the platform's own directory has it; nothing where it does not say.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the address tells who they are: nobody else vouches for those who are no members.</summary>
    internal bool IsKnownByEmail => Email is { Length: > 0 } && Standing == Member;
}

public sealed class NameStore(NpgsqlDataSource dataSource, IOptions<PeopleOptions> people)
{
    public async Task<IReadOnlyList<KnownName>> AllAsync(string platform, CancellationToken cancellationToken)
    {
        const string sql = "select id, name, time_zone as TimeZone, fetched_at as FetchedAt, standing from names where id like @prefix";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name, string? TimeZone, DateTime FetchedAt, string? Standing)>(
            new CommandDefinition(sql, new { prefix = platform + ":%" }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new KnownName(row.Id, row.Name, row.TimeZone, new DateTimeOffset(row.FetchedAt, TimeSpan.Zero), row.Standing))];
    }

    public async Task<KnownName?> FindAsync(string id, CancellationToken cancellationToken)
    {
        const string sql = "select id, name, time_zone as TimeZone, fetched_at as FetchedAt, standing from names where id = @id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name, string? TimeZone, DateTime FetchedAt, string? Standing)>(
            new CommandDefinition(sql, new { id }, cancellationToken: cancellationToken));
        return rows.Select(row => new KnownName(row.Id, row.Name, row.TimeZone, new DateTimeOffset(row.FetchedAt, TimeSpan.Zero), row.Standing)).FirstOrDefault();
    }

    /// <summary>Those of some ids that are known, as they can be told something: see <c>reachable_names</c>.</summary>
    public async Task<IReadOnlyDictionary<string, KnownName>> FindAllAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        const string sql = """
            select n.id, n.name, r.time_zone as TimeZone, n.fetched_at as FetchedAt, r.standing
              from names n
              join reachable_names r on r.id = n.id
             where n.id = any (@ids)
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name, string? TimeZone, DateTime FetchedAt, string? Standing)>(
            new CommandDefinition(sql, new { ids = ids.ToArray() }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => new KnownName(row.Id, row.Name, row.TimeZone, new DateTimeOffset(row.FetchedAt, TimeSpan.Zero), row.Standing));
    }

    /// <summary>What is not said of somebody stays as it was. Whoever is known elsewhere under the same address is one with them from then on.</summary>
    public async Task SaveAsync(KnownName name, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var ties = people.Value.LinkByEmail && name.IsKnownByEmail;
        if (ties)
            await AccountTies.HoldEmailAsync(connection, name.Email!);

        await SaveAsync(connection, name);
        if (ties)
            await AccountTies.TieByEmailAsync(connection, name, name.FetchedAt);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task SaveAsync(NpgsqlConnection connection, KnownName name)
    {
        const string sql = """
            insert into names (id, name, time_zone, fetched_at, standing, email)
            values (@Id, @Name, @TimeZone, @fetchedAt, @Standing, @Email)
            on conflict (id) do update
               set name = excluded.name, time_zone = excluded.time_zone, fetched_at = excluded.fetched_at,
                   standing = coalesce(excluded.standing, names.standing), email = coalesce(excluded.email, names.email)
            """;
        const string isNews = """
            select exists (select from names where id = @Id and (name <> @Name or standing <> @Standing))
               and exists (select from account_ties where account = @Id or tied_to = @Id)
            """;
        if (await connection.QuerySingleAsync<bool>(isNews, new { name.Id, name.Name, name.Standing }))
            await AccountTies.TellAsync(connection);
        await connection.ExecuteAsync(sql, new { name.Id, name.Name, name.TimeZone, fetchedAt = name.FetchedAt.UtcDateTime, name.Standing, name.Email });
    }

    /// <summary>Ids that stand in logs where names belong, and since when.</summary>
    public async Task<IReadOnlyList<(string Id, DateTimeOffset Since)>> BareAsync(string platform, CancellationToken cancellationToken)
    {
        const string sql = "select id, since from bare_names where id like @prefix";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, DateTime Since)>(
            new CommandDefinition(sql, new { prefix = platform + ":%" }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => (row.Id, new DateTimeOffset(row.Since, TimeSpan.Zero)))];
    }

    public async Task NoteBareAsync(string id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        const string sql = "insert into bare_names (id, since) values (@id, @since) on conflict do nothing";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id, since = since.UtcDateTime }, cancellationToken: cancellationToken));
    }

    public async Task ForgetBareAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("delete from bare_names where id = @id", new { id }, cancellationToken: cancellationToken));
    }
}
