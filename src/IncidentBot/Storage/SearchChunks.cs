using System.Runtime.CompilerServices;
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

    /// <summary>Messages as they read now, edited, without the deleted ones and without what the bot itself says; to be narrowed by more conditions.</summary>
    private const string Said = """
        select m.id, m.incident_id,
               concat_ws(' ', coalesce(edited.text, m.detail ->> 'text'),
                         (select string_agg(file ->> 'name', ' ') from jsonb_array_elements(m.detail -> 'files') as file)) as text
          from timeline_events m
          left join lateral (select e.detail ->> 'text' as text
                               from timeline_events e
                              where e.message_id = m.message_id and e.channel = m.channel
                                and e.platform = m.platform and e.workspace = m.workspace
                                and e.incident_id = m.incident_id
                                and e.kind = 'edit'
                              order by e.detail ->> 'version' collate "C" desc, e.id desc
                              limit 1) edited on true
         where m.kind = 'message'
           and m.person_id <> 'incidentbot'
           and not exists (select 1
                             from timeline_events d
                            where d.message_id = m.message_id and d.channel = m.channel
                              and d.platform = m.platform and d.workspace = m.workspace
                              and d.incident_id = m.incident_id
                              and d.kind = 'deletion')
        """;

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

    /// <summary>What people said where it was found, of all hits at once.</summary>
    public static async Task<ILookup<string, string>> TextsAsync(NpgsqlConnection connection, IReadOnlyList<SearchHit> hits, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select said.incident_id, said.text
              from unnest($1, $2) as hit (id, from_id)
              left join lateral (select s.from_id
                                   from search_texts s
                                  where s.incident_id = hit.id and s.place = 3 and s.from_id > hit.from_id
                                  order by s.from_id
                                  limit 1) next on true
             cross join lateral ({Said}
                                   and m.incident_id = hit.id
                                   and m.id >= hit.from_id
                                   and m.id < coalesce(next.from_id, 9223372036854775807)) said
             order by said.id
            """;
        if (hits.Count == 0)
            return Enumerable.Empty<string>().ToLookup(text => text);

        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = hits.Select(hit => hit.Id).ToArray() }, new() { Value = hits.Select(hit => hit.Chunk).ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var texts = new List<(string Incident, string Text)>();
        while (await reader.ReadAsync(cancellationToken))
            texts.Add((reader.GetString(0), reader.GetString(1)));
        return texts.ToLookup(said => said.Incident, said => said.Text);
    }

    /// <summary>What people said in a stretch of the log, as it reads now, with the names of its files.</summary>
    private static async IAsyncEnumerable<(long Id, string Text)> MessagesAsync(
        NpgsqlConnection connection, IncidentId incident, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string sql = $"""
            {Said}
               and m.incident_id = $1
               and m.id >= $2
               and m.id < $3
             order by m.id
            """;
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = incident.Value }, new() { Value = from }, new() { Value = to } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return (reader.GetInt64(0), reader.GetString(2));
    }

    private static string WordsOf(IEnumerable<TextWord> words)
    {
        var vector = new SearchVector();
        vector.Add(words);
        return vector.ToString();
    }
}
