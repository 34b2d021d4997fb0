using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
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
        return PageAsync(condition, $"{IsMine} desc, started_at desc, id", new { person = person.Id, words = "" }, page, size, cancellationToken);
    }

    /// <summary>Incidents whose title, record or chat holds the words, the newest first.</summary>
    public Task<PageOf<IncidentLine>> SearchAsync(Person person, string words, int page, int size, CancellationToken cancellationToken)
    {
        const string condition = $"""
            {IsVisible}
            and (to_tsvector('simple', title || ' ' || id) @@ plainto_tsquery('simple', @words)
                 or exists (select 1
                              from timeline_events e
                             where e.incident_id = i.id
                               and to_tsvector('simple', e.detail) @@ plainto_tsquery('simple', @words)))
            """;
        return PageAsync(condition, "started_at desc, id", new { person = person.Id, words }, page, size, cancellationToken);
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
