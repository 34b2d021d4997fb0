using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Incidents.Search;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Lists of incidents, for one person: a private one is there for its own people alone, see <see cref="Incident.IsOf"/>.</summary>
public sealed class IncidentLists(NpgsqlDataSource dataSource)
{
    internal const string IsOpen = "status not in ('Resolved', 'Closed', 'Cancelled')";

    internal const string IsMine = """
        (record #>> '{incident,declaredBy,id}' = @person
         or record #> '{incident,roles}' @> jsonb_build_array(jsonb_build_object('holder', jsonb_build_object('personId', @person::text))))
        """;

    internal const string IsTheirs = $$"""
        ({{IsMine}}
         or record #> '{incident,guests}' @> jsonb_build_array(jsonb_build_object('personId', @person::text)))
        """;

    /// <summary>Whether <c>@person</c> may see an incident, in a query of <c>incidents</c>.</summary>
    internal const string IsVisible = $"(not is_private or {IsTheirs})";

    /// <summary>Running incidents: those where the person has a part first, of each the newest first.</summary>
    /// <param name="onlyTheirs">Whether others are left out, also public ones.</param>
    public Task<PageOf<IncidentLine>> OpenAsync(Person person, bool onlyTheirs, int page, int size, CancellationToken cancellationToken)
    {
        var condition = $"{IsOpen} and {(onlyTheirs ? IsTheirs : IsVisible)}";
        return PageAsync(condition, $"{IsMine} desc, started_at desc, id", new { person = person.Id }, page, size, cancellationToken);
    }

    /// <summary>
    /// Incidents that hold all the words: in the title before the document before the chat, of each the newest first. What was
    /// recorded a moment ago may not be found yet. See <see cref="SearchTerms"/> for what can be typed.
    /// </summary>
    public async Task<PageOf<IncidentLine>> SearchAsync(Person person, string words, int page, int size, CancellationToken cancellationToken)
    {
        var terms = SearchTerms.Read(words);
        if (terms.IsEmpty)
            return new PageOf<IncidentLine>([], 1, 0, size);

        var listing = $"""
            select {IncidentStore.Line},
                   {IsMine} as IsMine
              from incidents i
             where id = any(@ids)
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (found, count, number) = await SearchFinder.FindAsync(connection, Audience.Of(person), terms, page, size, cancellationToken);
        var excerpts = await SearchExcerpts.ReadAsync(connection, found, terms, cancellationToken);
        var asked = new { ids = found.Select(hit => hit.Id).ToArray(), person = person.Id };
        var lines = (await connection.QueryAsync<IncidentLine>(new CommandDefinition(listing, asked, cancellationToken: cancellationToken))).ToDictionary(line => line.Id);
        return new PageOf<IncidentLine>([.. found.Select(hit => lines[hit.Id] with { Found = excerpts.GetValueOrDefault(hit.Id) })], number, count, size);
    }

    private async Task<PageOf<IncidentLine>> PageAsync(string condition, string order, object parameters, int page, int size, CancellationToken cancellationToken)
    {
        var counting = $"""
            select count(*)
              from incidents i
             where version > 0
               and {condition}
            """;
        var listing = $"""
            select {IncidentStore.Line},
                   {IsMine} as IsMine
              from incidents i
             where version > 0
               and {condition}
             order by {order}
             limit @size offset @skipped
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(counting, parameters, cancellationToken: cancellationToken));
        var number = Math.Clamp(page, 1, Page.CountOf(count, size));
        var asked = new DynamicParameters(parameters);
        asked.AddDynamicParams(new { size, skipped = (number - 1) * size });
        var lines = await connection.QueryAsync<IncidentLine>(new CommandDefinition(listing, asked, cancellationToken: cancellationToken));
        return new PageOf<IncidentLine>([.. lines], number, count, size);
    }
}
