using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Related;
using IncidentBot.Incidents.Search;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Titles and documents in the index: a record that has another version than the index is read again, the newest first.</summary>
internal static class SearchRecords
{
    private const int LargestBatch = 100;

    /// <returns>Whether there is more to do.</returns>
    public static async Task<bool> AdvanceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string reading = """
            select i.id, i.version, i.record
              from incidents i
              left join search_records s on s.incident_id = i.id
             where i.version > 0
               and s.version is distinct from i.version
             order by i.started_at desc
             limit @most
            """;
        const string writing = """
            insert into search_texts (incident_id, place, words)
            select id, place, words::tsvector
              from unnest(@ids, @places, @words) as text (id, place, words)
                on conflict (incident_id, place, from_id, piece) do update
               set words = excluded.words
            """;
        const string noting = """
            insert into search_records (incident_id, version)
            select id, version
              from unnest(@ids, @versions) as record (id, version)
                on conflict (incident_id) do update
               set version = excluded.version
            """;
        var stale = (await connection.QueryAsync<(string Id, long Version, string Record)>(
            new CommandDefinition(reading, new { most = LargestBatch }, cancellationToken: cancellationToken))).ToList();
        if (stale.Count == 0)
            return false;

        var rows = stale.SelectMany(known => RowsOf(known.Id, Json.Read<IncidentRecord>(known.Record))).ToList();
        await connection.ExecuteAsync(writing, new
        {
            ids = rows.Select(row => row.Id).ToArray(),
            places = rows.Select(row => (short)row.Place).ToArray(),
            words = rows.Select(row => row.Words.ToString()).ToArray(),
        });
        await connection.ExecuteAsync(noting, new { ids = stale.Select(known => known.Id).ToArray(), versions = stale.Select(known => known.Version).ToArray() });
        return stale.Count == LargestBatch;
    }

    private static IEnumerable<(string Id, FoundIn Place, SearchVector Words)> RowsOf(string id, IncidentRecord record)
    {
        var title = new SearchVector();
        foreach (var text in RecordTexts.OfTitle(record))
            title.Add(TextWord.In(text));
        yield return (id, FoundIn.Title, title);

        var document = new SearchVector();
        foreach (var text in RecordTexts.OfDocument(record))
            document.Add(TextWord.In(text));
        foreach (var sign in Signs.Of(record))
            document.Add(sign.Key);
        yield return (id, FoundIn.Document, document);
    }
}
