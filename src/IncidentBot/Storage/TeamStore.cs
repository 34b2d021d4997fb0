using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Who answers for what a team owns: some people, each of whom is told, or a channel.</summary>
/// <param name="SetBy">Who said so in the chat; nothing for what stands in the settings.</param>
public sealed record Team(string Name, ImmutableArray<Person> People, ChannelNamed? Channel, string? SetBy)
{
    /// <summary>As owners are compared.</summary>
    public static string KeyOf(string name) => name.Trim().ToLowerInvariant();
}

/// <summary>The teams that people told the bot of in the chat.</summary>
public sealed class TeamStore(NpgsqlDataSource dataSource)
{
    public async Task<IReadOnlyList<Team>> AllAsync(CancellationToken cancellationToken)
    {
        const string sql = "select name, people, platform, workspace, channel, channel_name as ChannelName, set_by as SetBy from teams order by key";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellationToken))).Select(row => row.ToTeam())];
    }

    public async Task SetAsync(Team team, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into teams (key, name, people, platform, workspace, channel, channel_name, set_by, set_at)
            values (@key, @name, @people::jsonb, @platform, @workspace, @channel, @channelName, @setBy, @now)
            on conflict (key) do update
               set name = excluded.name, people = excluded.people, platform = excluded.platform, workspace = excluded.workspace,
                   channel = excluded.channel, channel_name = excluded.channel_name, set_by = excluded.set_by, set_at = excluded.set_at
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            key = Team.KeyOf(team.Name),
            name = team.Name,
            people = Json.Write(team.People),
            platform = team.Channel?.Conversation.Platform,
            workspace = team.Channel?.Conversation.Workspace,
            channel = team.Channel?.Conversation.Channel,
            channelName = team.Channel?.Name,
            setBy = team.SetBy,
            now = now.UtcDateTime,
        }, cancellationToken: cancellationToken));
    }

    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("delete from teams where key = @key", new { key = Team.KeyOf(name) }, cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>A channel of a workspace by the name that people see.</summary>
    public async Task<ChannelNamed?> FindChannelAsync(Conversation nearby, string name, CancellationToken cancellationToken)
    {
        const string sql = """
            select channel, 0 as preference
              from conversations
             where platform = @platform and workspace = @workspace and name = @name
            union all
            select substr(id, length(@prefix) + 1), 1
              from names
             where starts_with(id, @prefix) and name = @name and standing is null and time_zone is null
             order by preference
             limit 1
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var asked = new { platform = nearby.Platform, workspace = nearby.Workspace, name, prefix = $"{nearby.Platform}:{nearby.Workspace}/" };
        var found = (await connection.QueryAsync<(string Channel, int)>(new CommandDefinition(sql, asked, cancellationToken: cancellationToken))).ToList();
        return found.Count == 0 ? null : new ChannelNamed(nearby with { Channel = found[0].Channel }, name);
    }

    private sealed record Row
    {
        public required string Name { get; init; }
        public required string People { get; init; }
        public string? Platform { get; init; }
        public string? Workspace { get; init; }
        public string? Channel { get; init; }
        public string? ChannelName { get; init; }
        public required string SetBy { get; init; }

        public Team ToTeam() => new(
            Name, [.. Json.Read<ImmutableArray<Person>>(People).DistinctBy(person => person.Id)], Channel is null ? null : new ChannelNamed(new Conversation(Platform!, Workspace!, Channel), ChannelName ?? Channel), SetBy);
    }
}
