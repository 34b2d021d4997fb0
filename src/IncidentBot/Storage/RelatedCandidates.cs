using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Related;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Which incidents are worth comparing: those whose titles and documents share services, faults or rare words, by the index.</summary>
internal static class RelatedCandidates
{
    private const int MostWords = 24;
    private const int MostSigns = 24;

    /// <summary>An exact sign counts as much as a few words that nobody else uses.</summary>
    private const double OfSign = 3;

    /// <returns>Their ids, and how rare each word is among all incidents.</returns>
    public static async Task<(string[] Ids, Func<string, double> Rarity)> FindAsync(
        NpgsqlConnection connection, IncidentRecord record, IReadOnlySet<string> known, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select distinct asked.place as Term, s.incident_id as Id
              from unnest(@terms) with ordinality as asked (term, place)
              join search_texts s on s.words @@ asked.term::tsquery and s.place <= 2
            """;
        var signs = Signs.Of(record).Take(MostSigns).Select(sign => sign.Key).ToList();
        var words = Relatedness.WordsOf(record).Take(MostWords).ToList();
        var terms = signs.Concat(words).Select(SearchVector.Quoted).ToArray();

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(SearchFinder.ByIndexOnly);
        var total = await connection.ExecuteScalarAsync<long>("select count(*) from search_records");
        var hits = (await connection.QueryAsync<(long Term, string Id)>(new CommandDefinition(sql, new { terms }, cancellationToken: cancellationToken))).ToList();

        var rarities = hits.GroupBy(hit => hit.Term).ToDictionary(held => held.Key, held => Rarity(held.Count(), total));
        var ids = hits
            .Where(hit => !known.Contains(hit.Id))
            .GroupBy(hit => hit.Id)
            .OrderByDescending(hit => hit.Sum(term => rarities[term.Term] * (term.Term <= signs.Count ? OfSign : 1)))
            .ThenByDescending(hit => hit.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(hit => hit.Key)
            .ToArray();
        var ofWords = words.Select((word, place) => (word, Rarity: rarities.GetValueOrDefault(signs.Count + place + 1, 1))).ToDictionary(known => known.word, known => known.Rarity);
        return (ids, word => ofWords.GetValueOrDefault(word, 1));
    }

    /// <summary>Among a handful of incidents nothing is common yet.</summary>
    private static double Rarity(int holders, long total) =>
        total < 20 ? 1 : Math.Max(0.05, Math.Log((double)total / holders) / Math.Log(total));
}
