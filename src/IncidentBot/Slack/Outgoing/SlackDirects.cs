using Dapper;
using Npgsql;

namespace IncidentBot.Slack;

/// <summary>
/// People's conversations with the bot alone. Slack is asked for each once: it opens no more than some fifty a minute (tier 3), and a
/// Monday's digest goes to everybody.
/// </summary>
public sealed class SlackDirects(SlackWorkspaces workspaces, NpgsqlDataSource dataSource)
{
    /// <returns>The channel; nothing where Slack gives none.</returns>
    public async Task<string?> OpenAsync(string team, string user, CancellationToken cancellationToken)
    {
        if (await FindAsync(team, user, cancellationToken) is { } known)
            return known;

        var channel = await workspaces.In(team).OpenDirectAsync(user, cancellationToken);
        if (channel is not null)
            await KeepAsync(team, user, channel, cancellationToken);
        return channel;
    }

    /// <summary>The app was removed from a workspace: installed again, it may be somebody else there.</summary>
    public async Task ForgetAsync(string team, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("delete from slack_directs where team_id = @team", new { team }, cancellationToken: cancellationToken));
    }

    private async Task<string?> FindAsync(string team, string user, CancellationToken cancellationToken)
    {
        const string sql = "select channel from slack_directs where team_id = @team and user_id = @user";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(sql, new { team, user }, cancellationToken: cancellationToken));
    }

    private async Task KeepAsync(string team, string user, string channel, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into slack_directs (team_id, user_id, channel)
            values (@team, @user, @channel)
            on conflict (team_id, user_id) do update set channel = excluded.channel
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { team, user, channel }, cancellationToken: cancellationToken));
    }
}
