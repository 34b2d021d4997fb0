using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Search;
using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Storage;

/// <summary>The chat of an incident in the index: whatever changes, the rows it concerns are made anew from the log.</summary>
internal static class SearchChat
{
    /// <param name="upTo">How far the log was read: what lies behind it comes with the next batch.</param>
    public static async Task RewriteAsync(NpgsqlConnection connection, IncidentId incident, SearchNews[] news, long upTo, CancellationToken cancellationToken)
    {
        const string reading = """
            select from_id
              from search_texts
             where incident_id = @incident
               and place = 3
               and piece = 0
             order by from_id
            """;
        var starts = (await connection.QueryAsync<long>(reading, new { incident = incident.Value })).ToList();
        if (starts is not [0, ..])
            starts.Insert(0, 0);

        var stale = new SortedSet<int>();
        foreach (var message in await MessagesAsync(connection, incident, news))
            stale.Add(RowOf(starts, message));
        foreach (var named in news.Where(row => row.Named is not null))
        {
            foreach (var start in await WithAsync(connection, incident, named.Named!))
                stale.Add(RowOf(starts, start));
        }

        foreach (var row in stale)
        {
            var (from, to) = (starts[row], row + 1 < starts.Count ? starts[row + 1] : upTo + 1);
            if (from < to)
                await WriteAsync(connection, incident, from, to, cancellationToken);
        }
    }

    /// <summary>The messages that the news are about: new ones, and those that were edited or deleted.</summary>
    private static async Task<IEnumerable<long>> MessagesAsync(NpgsqlConnection connection, IncidentId incident, SearchNews[] news)
    {
        const string sql = """
            select m.id
              from unnest(@platforms, @workspaces, @channels, @messages) as changed (platform, workspace, channel, message_id)
              join timeline_events m using (platform, workspace, channel, message_id)
             where m.incident_id = @incident
               and m.kind = 'message'
            """;
        var fresh = news.Where(row => row.Kind == "message").Select(row => row.Id);
        var changed = news.Where(row => row.Kind is "edit" or "deletion" && row.MessageId is not null).ToList();
        if (changed.Count == 0)
            return fresh;

        var old = await connection.QueryAsync<long>(sql, new
        {
            incident = incident.Value,
            platforms = changed.Select(row => row.Platform).ToArray(),
            workspaces = changed.Select(row => row.Workspace).ToArray(),
            channels = changed.Select(row => row.Channel).ToArray(),
            messages = changed.Select(row => row.MessageId).ToArray(),
        });
        return fresh.Concat(old);
    }

    /// <summary>The rows in which somebody stands under a bare id.</summary>
    private static Task<IEnumerable<long>> WithAsync(NpgsqlConnection connection, IncidentId incident, string id)
    {
        const string sql = """
            select from_id
              from search_texts
             where incident_id = @incident
               and place = 3
               and words @@ @bare::tsquery
            """;
        var bare = string.Join(" & ", TextWord.In(id[(id.LastIndexOf('/') + 1)..]).Select(word => SearchVector.Quoted(word.Word)));
        return bare.Length == 0 ? Task.FromResult(Enumerable.Empty<long>()) : connection.QueryAsync<long>(sql, new { incident = incident.Value, bare });
    }

    private static async Task WriteAsync(NpgsqlConnection connection, IncidentId incident, long from, long to, CancellationToken cancellationToken)
    {
        const string clearing = "delete from search_texts where incident_id = $1 and place = 3 and from_id >= $2 and from_id < $3";
        const string writing = """
            insert into search_texts (incident_id, place, from_id, piece, words)
            select $1, 3, from_id, piece, words::tsvector
              from unnest($2, $3, $4) as chunk (from_id, piece, words)
            """;
        var chunks = await SearchChunks.ReadAsync(connection, incident, from, to, cancellationToken);
        await using (var clear = new NpgsqlCommand(clearing, connection) { Parameters = { new() { Value = incident.Value }, new() { Value = from }, new() { Value = to } } })
            await clear.ExecuteNonQueryAsync(cancellationToken);
        if (chunks.Count == 0)
            return;

        await using var write = new NpgsqlCommand(writing, connection)
        {
            Parameters =
            {
                new() { Value = incident.Value },
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = chunks.Select(chunk => chunk.From).ToArray() },
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer, Value = chunks.Select(chunk => chunk.Piece).ToArray() },
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = chunks.Select(chunk => chunk.Words).ToArray() },
            },
        };
        await write.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The row that a message belongs to: the last one that does not begin behind it.</summary>
    private static int RowOf(List<long> starts, long message)
    {
        var place = starts.BinarySearch(message);
        return place >= 0 ? place : ~place - 1;
    }
}
