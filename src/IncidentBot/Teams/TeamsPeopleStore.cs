using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Teams;

/// <param name="Id">In the directory.</param>
/// <param name="UserId">Under which this bot writes to them: <c>29:…</c>.</param>
public sealed record TeamsPerson(string Tenant, string Id, string UserId, string Name)
{
    public string? Email { get; init; }

    /// <summary>Their conversation with the bot alone, once there is one.</summary>
    public string? Personal { get; init; }

    public Person Person => new(TeamsAddress.Of(Tenant, Id), Name);
}

public sealed class TeamsPeopleStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    public Task<TeamsPerson?> FindAsync(string tenant, string person, CancellationToken cancellationToken) => FindAsync(
        "select tenant, person, user_id, name, email, personal from teams_people where tenant = @tenant and person = @person", new { tenant, person }, cancellationToken);

    /// <param name="userId">Under which this bot writes to them.</param>
    public Task<TeamsPerson?> FindByUserAsync(string tenant, string userId, CancellationToken cancellationToken) => FindAsync(
        "select tenant, person, user_id, name, email, personal from teams_people where tenant = @tenant and user_id = @userId limit 1", new { tenant, userId }, cancellationToken);

    private async Task<TeamsPerson?> FindAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Tenant, string Id, string UserId, string Name, string? Email, string? Personal)>(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
        return rows.Select(row => new TeamsPerson(row.Tenant, row.Id, row.UserId, row.Name) { Email = row.Email, Personal = row.Personal }).FirstOrDefault();
    }

    /// <summary>What is not said stays as it was.</summary>
    public async Task SeenAsync(TeamsPerson person, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into teams_people (tenant, person, user_id, name, email, personal, seen_at)
            values (@Tenant, @Id, @UserId, @Name, @Email, @Personal, @now)
            on conflict (tenant, person) do update
               set user_id = excluded.user_id, name = excluded.name, email = coalesce(excluded.email, teams_people.email),
                   personal = coalesce(excluded.personal, teams_people.personal), seen_at = excluded.seen_at
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { person.Tenant, person.Id, person.UserId, person.Name, person.Email, person.Personal, now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
    }
}
