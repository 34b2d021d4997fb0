using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// A conversation got another id on its platform, and is the same one. All that is stored of it goes along, keys included: a
/// message that comes once more, under the new id, is still known.
/// </summary>
public sealed class ConversationMove(NpgsqlDataSource dataSource, ConversationDirectory conversations, TimeProvider time)
{
    public async Task MoveAsync(Conversation from, Conversation to, CancellationToken cancellationToken)
    {
        const string whose = "select incident_id from conversations where platform = @Platform and workspace = @Workspace and channel = @Channel for update";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var heard = await OpenChainsAsync(connection, from, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(whose, from, cancellationToken: cancellationToken)) is not { } incident)
            return;

        await connection.ExecuteAsync("select 1 from incidents where id = @incident for update", new { incident });
        await EventChainLinks.ResealAfterAsync(connection, heard, ChainLink.Moved, time.GetUtcNow(), () => connection.ExecuteAsync(Sql, new
        {
            platform = from.Platform,
            workspace = from.Workspace,
            channel = from.Channel,
            moved = to.Channel,
            oldKey = $"{from}/",
            newKey = $"{to}/",
            oldName = $" {from}",
            newName = $" {to}",
            joined = Json.Write(new[] { new { conversation = from } }),
        }), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        conversations.Learn(to, new IncidentId(incident));
    }

    /// <summary>The incidents in whose logs something was said there.</summary>
    private static async Task<IReadOnlyList<IncidentId>> OpenChainsAsync(NpgsqlConnection connection, Conversation from, CancellationToken cancellationToken)
    {
        const string sql = "select distinct incident_id from timeline_events where platform = @Platform and workspace = @Workspace and channel = @Channel";
        var heard = (await connection.QueryAsync<string>(new CommandDefinition(sql, from, cancellationToken: cancellationToken))).Select(id => new IncidentId(id)).ToList();
        foreach (var incident in heard)
            await EventChainState.OpenAsync(connection, incident, cancellationToken);
        return heard;
    }

    private const string Sql = """
        select 1
          from incidents
         where (record #>> '{incident,home,platform}' = @platform and record #>> '{incident,home,channel}' = @channel)
            or record #> '{incident,furtherHomes}' @> @joined::jsonb
           for update;

        delete from conversations where platform = @platform and workspace = @workspace and channel = @moved;
        update conversations set channel = @moved where platform = @platform and workspace = @workspace and channel = @channel;
        update posts set channel = @moved, name = replace(name, @oldName, @newName) where platform = @platform and workspace = @workspace and channel = @channel;
        update waiting_marks set channel = @moved where platform = @platform and workspace = @workspace and channel = @channel;
        update relayed_messages set channel = @moved where platform = @platform and workspace = @workspace and channel = @channel;
        update relayed_messages set to_channel = @moved where to_platform = @platform and to_workspace = @workspace and to_channel = @channel;
        update kept_files set channel = @moved where platform = @platform and workspace = @workspace and channel = @channel;

        update timeline_events
           set channel = @moved, key = replace(key, @oldKey, @newKey)
         where platform = @platform and workspace = @workspace and channel = @channel;
        update timeline_events
           set detail = jsonb_set(detail, '{conversation,channel}', to_jsonb(@moved::text))
         where kind in ('home', 'home-joined', 'home-left')
           and detail #>> '{conversation,platform}' = @platform and detail #>> '{conversation,workspace}' = @workspace and detail #>> '{conversation,channel}' = @channel;
        update incidents
           set record = replace(jsonb_set(record, '{incident,home,channel}', to_jsonb(@moved::text))::text, @oldKey, @newKey)::jsonb
         where record #>> '{incident,home,platform}' = @platform
           and record #>> '{incident,home,workspace}' = @workspace
           and record #>> '{incident,home,channel}' = @channel;
        update incidents
           set record = replace(
                   jsonb_set(record, '{incident,furtherHomes}', (
                       select jsonb_agg(case when home -> 'conversation' = (@joined::jsonb) #> '{0,conversation}'
                                             then jsonb_set(home, '{conversation,channel}', to_jsonb(@moved::text))
                                             else home end order by place)
                         from jsonb_array_elements(record #> '{incident,furtherHomes}') with ordinality as homes (home, place)))::text,
                   @oldKey, @newKey)::jsonb
         where record #> '{incident,furtherHomes}' @> @joined::jsonb;
        update outbox
           set payload = replace(payload::text, format('"%s"', @channel::text), format('"%s"', @moved::text))::jsonb
         where sent_at is null and gave_up_at is null and payload::text like '%"' || @channel || '"%';
        select pg_notify('conversation', @newKey);
        """;
}
