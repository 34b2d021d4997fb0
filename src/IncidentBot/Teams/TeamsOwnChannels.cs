using System.Collections.Concurrent;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Teams;

/// <summary>
/// Channels that were made for one incident. It lives in the thread with its card; what is said in the channel's other threads is
/// said there. A channel that is one stays one, so that it is looked up once.
/// </summary>
public sealed class TeamsOwnChannels(NpgsqlDataSource dataSource, ConversationDirectory conversations)
{
    private readonly ConcurrentDictionary<(string Tenant, string Channel), string> _known = new();

    /// <returns>Where the incident lives whose channel a thread is in; nothing in a channel for all.</returns>
    public async ValueTask<Conversation?> HomeInAsync(Conversation thread, CancellationToken cancellationToken)
    {
        const string sql = "select home from teams_own_channels where tenant = @tenant and channel = @channel";
        if (TeamsPlaces.RootOf(thread.Channel) is null)
            return null;

        var (tenant, channel) = (thread.Workspace, TeamsPlaces.ChannelOf(thread.Channel));
        if (!_known.TryGetValue((tenant, channel), out var home))
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            home = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { tenant, channel }, cancellationToken: cancellationToken));
            if (home is null)
                return null;

            _known[(tenant, channel)] = home;
        }

        return TeamsAddress.Conversation(tenant, home);
    }

    /// <summary>The same message has one source, however it comes in. A thread in which an incident lives itself is its own.</summary>
    public async ValueTask<EventSource> AtHomeAsync(EventSource source, CancellationToken cancellationToken) =>
        await HomeInAsync(source.Conversation, cancellationToken) is { } home && await conversations.FindAsync(source.Conversation, cancellationToken) is null
            ? source with { Conversation = home, ThreadId = TeamsPlaces.RootOf(source.Conversation.Channel) }
            : source;

    public async Task SaveAsync(Conversation home, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into teams_own_channels (tenant, channel, home)
            values (@tenant, @channel, @home)
            on conflict (tenant, channel) do update set home = excluded.home
            """;
        var (tenant, channel) = (home.Workspace, TeamsPlaces.ChannelOf(home.Channel));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { tenant, channel, home = home.Channel }, cancellationToken: cancellationToken));
        _known[(tenant, channel)] = home.Channel;
    }
}
