using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

public sealed class ConversationStore(NpgsqlDataSource dataSource)
{
    /// <summary>Every conversation that belongs to an incident.</summary>
    public async Task<IReadOnlyList<(ListedHome Home, IncidentId Incident)>> AllAsync(CancellationToken cancellationToken)
    {
        const string sql = "select platform, workspace, channel, name, is_relayed, since, incident_id from conversations";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Platform, string Workspace, string Channel, string Name, bool IsRelayed, DateTime Since, string Incident)>(
            new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. rows.Select(row => (
            new ListedHome(
                new IncidentHome(new Conversation(row.Platform, row.Workspace, row.Channel), row.Name) { IsQuiet = !row.IsRelayed },
                new DateTimeOffset(row.Since, TimeSpan.Zero)),
            new IncidentId(row.Incident)))];
    }

    public async Task<IncidentId?> FindAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        const string sql = "select incident_id from conversations where platform = @Platform and workspace = @Workspace and channel = @Channel";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var id = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, conversation, cancellationToken: cancellationToken));
        return id is null ? null : new IncidentId(id);
    }

    /// <summary>Where the incidents that are open live, the newest first.</summary>
    public async Task<IReadOnlyList<(Conversation Conversation, string Name, IncidentId Incident)>> OpenHomesAsync(string platform, CancellationToken cancellationToken)
    {
        const string sql = """
            select c.workspace, c.channel, c.name, c.incident_id
              from conversations c
              join incidents i on i.id = c.incident_id
             where c.platform = @platform
               and i.status not in ('Resolved', 'Closed', 'Cancelled')
             order by i.started_at desc, i.id, c.is_home desc
             limit 50
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Workspace, string Channel, string Name, string Incident)>(new CommandDefinition(sql, new { platform }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => (new Conversation(platform, row.Workspace, row.Channel), row.Name, new IncidentId(row.Incident)))];
    }

    /// <summary>A conversation goes with the incident that made it a home last; a closed one gives it up. Whoever joins takes none from another.</summary>
    /// <exception cref="HomeTakenException">Another incident was quicker.</exception>
    internal static async Task<HomeChanges> SaveHomesAsync(NpgsqlConnection connection, Incident before, Incident after, DateTimeOffset now)
    {
        const string given = """
            insert into conversations (platform, workspace, channel, name, incident_id, is_home, is_relayed, since)
            values (@platform, @workspace, @channel, @name, @incident, @isFirst, @isRelayed, @now)
            on conflict (platform, workspace, channel) do update
               set incident_id = excluded.incident_id, name = excluded.name, is_home = excluded.is_home, is_relayed = excluded.is_relayed,
                   since = case when conversations.incident_id = excluded.incident_id then conversations.since else excluded.since end
             where excluded.is_home
                or conversations.incident_id = excluded.incident_id
                or exists (select 1 from incidents before where before.id = conversations.incident_id and before.status in ('Closed', 'Cancelled'))
            """;
        const string left = """
            delete from conversations
             where platform = @platform and workspace = @workspace and channel = @channel
               and incident_id = @incident
            """;
        var changes = HomeChanges.Between(before, after);
        if (await connection.ExecuteAsync(given, changes.Gained.Select(home => RowOf(home, after, now))) != changes.Gained.Length)
            throw new HomeTakenException();

        await connection.ExecuteAsync(left, changes.Lost.Select(home => RowOf(home, after, now)));
        foreach (var home in changes.Gained.Concat(changes.Lost))
            await connection.ExecuteAsync("select pg_notify('conversation', @home)", new { home = home.Conversation.ToString() });
        return changes;
    }

    private static object RowOf(IncidentHome home, Incident incident, DateTimeOffset now) => new
    {
        platform = home.Conversation.Platform,
        workspace = home.Conversation.Workspace,
        channel = home.Conversation.Channel,
        name = home.Name,
        incident = incident.Id.Value,
        isFirst = home.Conversation == incident.Home,
        isRelayed = !home.IsQuiet,
        now = now.UtcDateTime,
    };
}

/// <summary>A conversation became the home of another incident in the same moment.</summary>
public sealed class HomeTakenException() : Exception("The conversation has just become the home of another incident.");

/// <summary>The conversations that became homes of an incident, got another name or went quiet, and those that are homes no longer.</summary>
internal sealed record HomeChanges(ImmutableArray<IncidentHome> Gained, ImmutableArray<IncidentHome> Lost)
{
    public static HomeChanges None { get; } = new([], []);

    public bool IsNone => Gained.IsEmpty && Lost.IsEmpty;

    /// <summary>A first home that gave way to another one is still listened to.</summary>
    public static HomeChanges Between(Incident before, Incident after) => new(
        [.. after.Homes.Except(before.Homes)],
        [.. before.FurtherHomes.Where(home => !after.LivesIn(home.Conversation))]);
}
