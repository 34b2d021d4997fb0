using Dapper;
using Npgsql;

namespace IncidentBot.Slack;

/// <summary>Which organisation a workspace is part of.</summary>
public sealed class SlackTeamStore(NpgsqlDataSource dataSource)
{
    public async Task<IReadOnlyList<(string Team, string Enterprise)>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<(string, string)>(new CommandDefinition("select team_id, enterprise_id from slack_teams", cancellationToken: cancellationToken))];
    }

    public async Task SaveAsync(string team, string enterprise, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into slack_teams (team_id, enterprise_id)
            values (@team, @enterprise)
            on conflict (team_id) do update set enterprise_id = excluded.enterprise_id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { team, enterprise }, cancellationToken: cancellationToken));
    }
}
