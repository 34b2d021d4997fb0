using Dapper;
using Npgsql;

namespace IncidentBot.Teams;

public enum TeamsKind
{
    Personal,
    GroupChat,
    Channel,
}

/// <summary>A conversation, and where it is reached.</summary>
/// <param name="ServiceUrl">The one that was last seen for it, without a slash at its end.</param>
/// <param name="BotId">The bot's own id there: <c>28:{app id}</c>.</param>
/// <param name="ChannelId">Of a thread, the channel it is in.</param>
public sealed record TeamsPlace(string Tenant, string Id, TeamsKind Kind, string ServiceUrl, string BotId, string? TeamId, string? ChannelId)
{
    public string? Name { get; init; }

    /// <summary>Whether people of another organisation may read along; nothing where it is not said.</summary>
    public bool? IsShared { get; init; }

    /// <summary>Whether everything that is said there is delivered, or only what mentions the bot.</summary>
    public bool HearsAll { get; init; }

    /// <summary>Why nothing can be said there; until the bot is spoken to there again.</summary>
    public string? DeadWhy { get; init; }
}

public sealed class TeamsConversationStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>A thread is shared where its channel is.</summary>
    private const string Columns = """
        tenant, conversation as Id, kind, service_url as ServiceUrl, bot_id as BotId, team_id as TeamId, channel_id as ChannelId, name, hears_all as HearsAll, dead_why as DeadWhy,
        coalesce(is_shared, (select around.is_shared
                               from teams_conversations around
                              where around.tenant = teams_conversations.tenant
                                and around.conversation = teams_conversations.channel_id)) as IsShared
        """;

    public async Task<TeamsPlace?> FindAsync(string tenant, string conversation, CancellationToken cancellationToken)
    {
        const string sql = $"select {Columns} from teams_conversations where tenant = @tenant and conversation = @conversation";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { tenant, conversation }, cancellationToken: cancellationToken));
        return row?.ToPlace();
    }

    /// <summary>The one of an organisation that was seen last, and not dead: it tells which service is in use.</summary>
    public async Task<TeamsPlace?> LatestAsync(string tenant, CancellationToken cancellationToken)
    {
        const string sql = $"select {Columns} from teams_conversations where tenant = @tenant and dead_why is null order by seen_at desc limit 1";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { tenant }, cancellationToken: cancellationToken));
        return row?.ToPlace();
    }

    /// <summary>The bot was spoken to there: what was known is known anew, and it is no longer dead. What is not said stays as it was.</summary>
    public async Task SeenAsync(TeamsPlace place, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into teams_conversations (tenant, conversation, kind, service_url, bot_id, team_id, channel_id, name, is_shared, hears_all, seen_at)
            values (@Tenant, @Id, @kind, @ServiceUrl, @BotId, @TeamId, @ChannelId, @Name, @IsShared, @HearsAll, @now)
            on conflict (tenant, conversation) do update
               set kind = excluded.kind, service_url = excluded.service_url, bot_id = excluded.bot_id,
                   team_id = coalesce(excluded.team_id, teams_conversations.team_id),
                   channel_id = coalesce(excluded.channel_id, teams_conversations.channel_id),
                   name = coalesce(excluded.name, teams_conversations.name),
                   is_shared = coalesce(excluded.is_shared, teams_conversations.is_shared),
                   hears_all = excluded.hears_all or teams_conversations.hears_all,
                   dead_why = null, seen_at = excluded.seen_at
            """;
        await ExecuteAsync(sql, new { place.Tenant, place.Id, kind = place.Kind.ToString(), place.ServiceUrl, place.BotId, place.TeamId, place.ChannelId, place.Name, place.IsShared, place.HearsAll, now = time.GetUtcNow().UtcDateTime }, cancellationToken);
    }

    /// <summary>Nothing can be said there any more.</summary>
    public Task DeadAsync(string tenant, string conversation, string why, CancellationToken cancellationToken) => ExecuteAsync(
        "update teams_conversations set dead_why = @why where tenant = @tenant and conversation = @conversation", new { tenant, conversation, why }, cancellationToken);

    /// <summary>The bot was taken out of it.</summary>
    public Task ForgetAsync(string tenant, string conversation, CancellationToken cancellationToken) => ExecuteAsync(
        "delete from teams_conversations where tenant = @tenant and conversation = @conversation", new { tenant, conversation }, cancellationToken);

    /// <summary>The bot was taken out of a team, or of a channel: with it go the threads.</summary>
    public Task ForgetAroundAsync(string tenant, string teamOrChannel, CancellationToken cancellationToken) => ExecuteAsync(
        "delete from teams_conversations where tenant = @tenant and (conversation = @teamOrChannel or team_id = @teamOrChannel or channel_id = @teamOrChannel)",
        new { tenant, teamOrChannel }, cancellationToken);

    /// <summary>In how many chats and channels the bot is, threads not counted, and in how many of them it hears everything.</summary>
    public async Task<(long All, long HearingAll, long Dead)> CountAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            select count(*), count(*) filter (where hears_all), count(*) filter (where dead_why is not null)
              from teams_conversations
             where kind <> 'Personal'
               and conversation not like '%;messageid=%'
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<(long, long, long)>(new CommandDefinition(sql, cancellationToken: cancellationToken));
    }

    /// <summary>When the bot was last spoken to anywhere.</summary>
    public async Task<DateTimeOffset?> LastSeenAsync(CancellationToken cancellationToken)
    {
        const string sql = "select max(seen_at) from teams_conversations";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<DateTime?>(new CommandDefinition(sql, cancellationToken: cancellationToken)) is { } seen ? new DateTimeOffset(seen, TimeSpan.Zero) : null;
    }

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private sealed record Row
    {
        public required string Tenant { get; init; }
        public required string Id { get; init; }
        public required string Kind { get; init; }
        public required string ServiceUrl { get; init; }
        public required string BotId { get; init; }
        public string? TeamId { get; init; }
        public string? ChannelId { get; init; }
        public string? Name { get; init; }
        public bool HearsAll { get; init; }
        public bool? IsShared { get; init; }
        public string? DeadWhy { get; init; }

        public TeamsPlace ToPlace() => new(Tenant, Id, Enum.Parse<TeamsKind>(Kind), ServiceUrl, BotId, TeamId, ChannelId) { Name = Name, HearsAll = HearsAll, IsShared = IsShared, DeadWhy = DeadWhy };
    }
}
