using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Incidents.Search;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Incidents as the web pages list them, each for an audience.</summary>
public sealed class IncidentCatalogue(NpgsqlDataSource dataSource)
{
    /// <summary>Whether there is such an incident, and it is for them.</summary>
    public async Task<bool> IsThereForAsync(Audience audience, IncidentId id, CancellationToken cancellationToken)
    {
        const string sql = $"select exists (select 1 from incidents where id = @id and version > 0 and {Audience.Condition})";
        var asked = new DynamicParameters(audience.Parameters);
        asked.Add("id", id.Value);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, asked, cancellationToken: cancellationToken));
    }

    /// <summary>Incidents that hold all the words, see <see cref="IncidentLists.SearchAsync"/>: the ids of the best.</summary>
    public async Task<IReadOnlyList<string>> SearchAsync(Audience audience, string words, int most, CancellationToken cancellationToken)
    {
        var terms = SearchTerms.Read(words);
        if (terms.IsEmpty)
            return [];

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (found, _, _) = await SearchFinder.FindAsync(connection, audience, terms, 1, most, cancellationToken);
        return [.. found.Select(hit => hit.Id)];
    }

    /// <summary>The newest first, for <c>/incidents.json</c>.</summary>
    public async Task<IReadOnlyList<IncidentLine>> NewestAsync(Audience audience, int count, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {IncidentStore.Line}
              from incidents
             where version > 0
               and {Audience.Condition}
             order by started_at desc
             limit @count
            """;
        var asked = new DynamicParameters(audience.Parameters);
        asked.Add("count", count);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<IncidentLine>(new CommandDefinition(sql, asked, cancellationToken: cancellationToken))];
    }

    /// <summary>One page of what a filter leaves, the newest first.</summary>
    public async Task<PageOf<IncidentRecord>> ListAsync(Audience audience, IncidentFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        var condition = $"version > 0 and {Audience.Condition} and {filter.Condition}";
        var counting = $"select count(*) from incidents where {condition}";
        var listing = $"""
            select record
              from incidents
             where {condition}
             order by started_at desc, id
             limit @size offset @skipped
            """;
        var asked = new DynamicParameters(audience.Parameters);
        asked.AddDynamicParams(filter.Parameters);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(counting, asked, cancellationToken: cancellationToken));
        var number = Math.Clamp(page, 1, Page.CountOf(count, size));
        asked.AddDynamicParams(new { size, skipped = (number - 1) * size });
        var records = await connection.QueryAsync<string>(new CommandDefinition(listing, asked, cancellationToken: cancellationToken));
        return new PageOf<IncidentRecord>([.. records.Select(Json.Read<IncidentRecord>)], number, count, size);
    }
}
