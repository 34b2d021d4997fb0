using IncidentBot.Incidents;
using IncidentBot.Incidents.Search;
using Npgsql;

namespace IncidentBot.Storage;

/// <param name="From">The first message of its text.</param>
/// <param name="Words">As <see cref="SearchVector"/> writes them.</param>
internal sealed record SearchChunk(long From, int Piece, string Words);

/// <summary>An incident's chat in pieces of a few dozen messages, as it reads now: edited, without what was deleted.</summary>
internal static class SearchChunks
{
    private const int MostMessages = 50;
    private const int LongestPiece = 8_000;

    /// <param name="from">The first event that counts; what is read is put under this number even where it begins later.</param>
    /// <param name="to">The first one that counts no more.</param>
    public static async Task<List<SearchChunk>> ReadAsync(NpgsqlConnection connection, IncidentId incident, long from, long to, CancellationToken cancellationToken)
    {
        var chunks = new List<SearchChunk>();
        var vector = new SearchVector();
        var (first, count) = (from, 0);
        await foreach (var (id, text) in MessagesAsync(connection, incident, from, to, cancellationToken))
        {
            var words = TextWord.In(text).ToList();
            if (count == MostMessages || (count > 0 && !vector.Holds(Math.Min(words.Count, LongestPiece))))
            {
                chunks.Add(new SearchChunk(first, 0, vector.ToString()));
                (vector, first, count) = (new SearchVector(), id, 0);
            }

            vector.Add(words.Take(LongestPiece));
            count++;
            for (var piece = 1; piece * LongestPiece < words.Count; piece++)
                chunks.Add(new SearchChunk(id, piece, WordsOf(words.Skip(piece * LongestPiece).Take(LongestPiece))));
        }

        if (count > 0)
            chunks.Add(new SearchChunk(first, 0, vector.ToString()));
        return chunks;
    }

    /// <summary>What people said in a stretch of the log, as it reads now, with the names of its files.</summary>
    public static async IAsyncEnumerable<(long Id, string Text)> MessagesAsync(
        NpgsqlConnection connection, IncidentId incident, long from, long to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string sql = """
            select m.id,
                   concat_ws(' ', coalesce(edited.text, m.detail ->> 'text'),
                             (select string_agg(file ->> 'name', ' ') from jsonb_array_elements(m.detail -> 'files') as file))
              from timeline_events m
              left join lateral (select e.detail ->> 'text' as text
                                   from timeline_events e
                                  where e.message_id = m.message_id and e.channel = m.channel
                                    and e.platform = m.platform and e.workspace = m.workspace
                                    and e.incident_id = m.incident_id
                                    and e.kind = 'edit'
                                  order by e.detail ->> 'version' collate "C" desc, e.id desc
                                  limit 1) edited on true
             where m.incident_id = $1
               and m.kind = 'message'
               and m.id >= $2
               and m.id < $3
               and m.person_id <> $4
               and not exists (select 1
                                 from timeline_events d
                                where d.message_id = m.message_id and d.channel = m.channel
                                  and d.platform = m.platform and d.workspace = m.workspace
                                  and d.incident_id = m.incident_id
                                  and d.kind = 'deletion')
             order by m.id
            """;
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = incident.Value }, new() { Value = from }, new() { Value = to }, new() { Value = Person.Bot.Id } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return (reader.GetInt64(0), reader.GetString(1));
    }

    private static string WordsOf(IEnumerable<TextWord> words)
    {
        var vector = new SearchVector();
        vector.Add(words);
        return vector.ToString();
    }
}
