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
        NpgsqlConnection connection, ImmutableArray<SearchHit> found, ImmutableArray<SearchTerm> terms, CancellationToken cancellationToken)
    {
        var excerpts = new Dictionary<string, SearchExcerpt>(StringComparer.Ordinal);
        var inRecord = found.Where(hit => hit.In != FoundIn.Chat).ToDictionary(hit => hit.Id, hit => hit.In);
        foreach (var (id, record) in await RecordsAsync(connection, [.. inRecord.Keys], cancellationToken))
            Add(id, SearchExcerpt.Of(inRecord[id], inRecord[id] == FoundIn.Title ? RecordTexts.OfTitle(record) : RecordTexts.OfDocument(record), terms));

        var said = await SearchChunks.TextsAsync(connection, [.. found.Where(hit => hit.In == FoundIn.Chat)], cancellationToken);
        foreach (var ofIncident in said)
            Add(ofIncident.Key, SearchExcerpt.Of(FoundIn.Chat, ofIncident, terms));

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
}
