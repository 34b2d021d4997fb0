using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents.Search;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Looks words up in the index.</summary>
internal static class SearchFinder
{
    /// <summary>
    /// For one transaction. Reading the rows themselves looks cheap to the planner, which does not count the unpacking of their words:
    /// it would do so for each word that is common.
    /// </summary>
    public const string ByIndexOnly = "set local enable_seqscan = off; set local enable_indexscan = off";

    /// <returns>The incidents of the page, the best first, and how many there are on all pages.</returns>
    public static async Task<(ImmutableArray<SearchHit> Found, int Count, int Page)> FindAsync(
        NpgsqlConnection connection, Audience audience, ImmutableArray<SearchTerm> terms, int page, int size, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(audience.Parameters);
        parameters.AddDynamicParams(new { page, size, terms = terms.Length });
        for (var place = 0; place < terms.Length; place++)
            parameters.Add($"term{place}", SearchVector.Query(terms[place]));
        parameters.Add("all", string.Join(" & ", terms.Select(term => $"({SearchVector.Query(term)})")));

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(ByIndexOnly);
        var found = (await connection.QueryAsync<(string Id, int Place, long? Chunk, int Count, int Page)>(
            new CommandDefinition(Sql(terms.Length), parameters, cancellationToken: cancellationToken))).ToList();
        return found.Count == 0
            ? ([], 0, 1)
            : ([.. found.Select(hit => new SearchHit(hit.Id, (FoundIn)Math.Min(hit.Place, (int)FoundIn.Chat), hit.Chunk ?? 0))], found[0].Count, found[0].Page);
    }

    /// <summary>Each word by itself, for they may stand in different places of an incident; chat in which they stand together goes before such in which they do not.</summary>
    private static string Sql(int terms)
    {
        var hits = Enumerable.Range(0, terms).Select(place => $"""
            select incident_id, {place} as term, min(place) as place, min(from_id) filter (where place = 3) as chunk
              from search_texts
             where words @@ @term{place}::tsquery
             group by incident_id
            """);
        if (terms > 1)
        {
            hits = hits.Append("""
                select incident_id, -1, 3, min(from_id) filter (where place = 3)
                  from search_texts
                 where words @@ @all::tsquery
                 group by incident_id
                """);
        }

        return $"""
            with hits as (
                {string.Join("\nunion all\n", hits)}
            ), found as (
                select incident_id,
                       max(place) filter (where term >= 0) as place,
                       bool_or(term < 0) or @terms = 1 as is_together,
                       coalesce(min(chunk) filter (where term < 0), min(chunk)) as chunk
                  from hits
                 group by incident_id
                having count(*) filter (where term >= 0) = @terms
            ), ranked as materialized (
                select i.id, i.started_at, case when f.place = 3 and not f.is_together then 4 else f.place end as place, f.chunk
                  from found f
                  join incidents i on i.id = f.incident_id
                 where i.version > 0
                   and {Audience.Condition}
            ), counted as (
                select count(*)::int as count, greatest(1, (count(*)::int + @size - 1) / @size) as pages
                  from ranked
            )
            select r.id, r.place, r.chunk, c.count, least(greatest(@page, 1), c.pages)
              from ranked r, counted c
             order by r.place, r.started_at desc, r.id
             limit @size
            offset (select (least(greatest(@page, 1), pages) - 1) * @size from counted)
            """;
    }
}

/// <param name="Chunk">For chat, where the stretch begins in which all the words stand, or else one of them.</param>
internal sealed record SearchHit(string Id, FoundIn In, long Chunk);
