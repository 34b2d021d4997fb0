using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Search;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>The words around what was found, read from the incidents themselves: the index holds no text.</summary>
internal static class SearchExcerpts
{
    public static async Task<IReadOnlyDictionary<string, SearchExcerpt>> ReadAsync(
        NpgsqlConnection connection, ImmutableArray<(string Id, FoundIn In)> found, ImmutableArray<SearchTerm> terms, CancellationToken cancellationToken)
    {
        var excerpts = new Dictionary<string, SearchExcerpt>(StringComparer.Ordinal);
        foreach (var (id, record) in await RecordsAsync(connection, [.. found.Where(hit => hit.In != FoundIn.Chat).Select(hit => hit.Id)], cancellationToken))
        {
            var texts = found.First(hit => hit.Id == id).In == FoundIn.Title ? RecordTexts.OfTitle(record) : RecordTexts.OfDocument(record);
            Add(id, SearchExcerpt.Of(found.First(hit => hit.Id == id).In, texts, terms));
        }

        foreach (var (id, from, to) in await ChunksAsync(connection, [.. found.Where(hit => hit.In == FoundIn.Chat).Select(hit => hit.Id)], terms, cancellationToken))
        {
            var texts = new List<string>();
            await foreach (var (_, text) in SearchChunks.MessagesAsync(connection, new IncidentId(id), from, to, cancellationToken))
                texts.Add(text);
            Add(id, SearchExcerpt.Of(FoundIn.Chat, texts, terms));
        }

        return excerpts;

        void Add(string id, SearchExcerpt? excerpt)
        {
            if (excerpt is not null)
                excerpts[id] = excerpt;
        }
    }

    private static async Task<IEnumerable<(string Id, IncidentRecord Record)>> RecordsAsync(NpgsqlConnection connection, string[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return [];

        var records = await connection.QueryAsync<(string Id, string Record)>(new CommandDefinition(
            "select id, record from incidents where id = any(@ids)", new { ids }, cancellationToken: cancellationToken));
        return records.Select(known => (known.Id, Json.Read<IncidentRecord>(known.Record)));
    }

    /// <summary>Of each incident the first stretch of chat that has all the words, or else one of them.</summary>
    private static async Task<IEnumerable<(string Id, long From, long To)>> ChunksAsync(
        NpgsqlConnection connection, string[] ids, ImmutableArray<SearchTerm> terms, CancellationToken cancellationToken)
    {
        const string sql = """
            select asked.id, hit.from_id, coalesce(next.from_id, 9223372036854775807)
              from unnest(@ids) as asked (id)
             cross join lateral (select s.from_id
                                   from search_texts s
                                  where s.incident_id = asked.id and s.place = 3 and s.words @@ @any::tsquery
                                  order by s.words @@ @all::tsquery desc, s.from_id
                                  limit 1) hit
              left join lateral (select s.from_id
                                   from search_texts s
                                  where s.incident_id = asked.id and s.place = 3 and s.from_id > hit.from_id
                                  order by s.from_id
                                  limit 1) next on true
            """;
        if (ids.Length == 0)
            return [];

        var asked = terms.Select(term => $"({SearchVector.Query(term)})").ToList();
        var parameters = new { ids, any = string.Join(" | ", asked), all = string.Join(" & ", asked) };
        return await connection.QueryAsync<(string, long, long)>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
