using System.Collections.Immutable;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Related;
using Npgsql;

namespace IncidentBot.Storage;

/// <param name="DueOn">Nothing where nobody set a date.</param>
public sealed record OpenActionItem(string Id, string Text, string? Owner, DateOnly? DueOn);

/// <summary>Another incident that may have to do with one, with the reasons in words, the weightiest first, and what of it is still to be done.</summary>
public sealed record RelatedSuggestion(IncidentLine Incident, double Score, ImmutableArray<string> Reasons, ImmutableArray<OpenActionItem> OpenItems);

/// <summary>Finds incidents that have to do with another one; a private one is found by its own people alone.</summary>
public sealed class RelatedIncidentStore(NpgsqlDataSource dataSource)
{
    private const int MostSuggested = 5;
    private const int MostCompared = 30;
    private const int MostOpen = 200;

    /// <summary>Sees what everybody may see.</summary>
    public static Person Anybody { get; } = new("", "");

    /// <summary>The most related incidents, without itself, those that are related already, and cancelled ones.</summary>
    public async Task<ImmutableArray<RelatedSuggestion>> SuggestAsync(IncidentRecord record, Person person, int most = MostSuggested, CancellationToken cancellationToken = default)
    {
        var known = record.Related.Select(related => related.Id.Value).Append(record.Incident.Id.Value).ToHashSet(StringComparer.Ordinal);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (candidates, rarity) = await RelatedCandidates.FindAsync(connection, record, known, MostCompared, cancellationToken);
        var condition = $"id = any(@candidates) and status <> 'Cancelled' and {IncidentLists.IsVisible}";
        return await CompareAsync(connection, record, condition, new { candidates, person = person.Id }, rarity, most, cancellationToken);
    }

    /// <summary>Incidents that are open and look like one that was just declared; looks at the records themselves, so that not a moment is missed.</summary>
    public async Task<ImmutableArray<RelatedSuggestion>> OpenAsync(IncidentRecord record, Person person, CancellationToken cancellationToken)
    {
        var condition = $"""
            id in (select id
                     from incidents
                    where version > 0
                      and status not in ('Resolved', 'Closed', 'Cancelled')
                    order by started_at desc
                    limit {MostOpen})
               and id <> @id
               and {IncidentLists.IsVisible}
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await CompareAsync(connection, record, condition, new { id = record.Incident.Id.Value, person = person.Id }, _ => 1, MostSuggested, cancellationToken);
    }

    private static async Task<ImmutableArray<RelatedSuggestion>> CompareAsync(
        NpgsqlConnection connection, IncidentRecord record, string condition, object parameters, Func<string, double> rarity, int most, CancellationToken cancellationToken)
    {
        var reading = $"select id, record from incidents where version > 0 and {condition}";
        var others = await connection.QueryAsync<(string Id, string Record)>(new CommandDefinition(reading, parameters, cancellationToken: cancellationToken));
        var related = others
            .Select(other => (other.Id, Relation: Relatedness.Between(record, Json.Read<IncidentRecord>(other.Record), rarity)))
            .Where(other => other.Relation is not null)
            .OrderByDescending(other => other.Relation!.Score)
            .ThenByDescending(other => other.Id, StringComparer.Ordinal)
            .Take(most)
            .ToList();
        if (related.Count == 0)
            return [];

        var ids = related.Select(other => other.Id).ToArray();
        var lines = (await connection.QueryAsync<IncidentLine>($"select {IncidentStore.Line} from incidents where id = any(@ids)", new { ids })).ToDictionary(line => line.Id);
        var items = await OpenItemsAsync(connection, ids);
        return [.. related.Select(other => new RelatedSuggestion(lines[other.Id], other.Relation!.Score, other.Relation.Reasons, [.. items[other.Id]]))];
    }

    private static async Task<ILookup<string, OpenActionItem>> OpenItemsAsync(NpgsqlConnection connection, string[] ids)
    {
        const string sql = """
            select incident_id, id, text, owner_name, due_on
              from action_items
             where incident_id = any(@ids)
               and status in ('Open', 'InProgress')
             order by priority, due_on nulls last, id
            """;
        var items = await connection.QueryAsync<(string Incident, string Id, string Text, string? Owner, DateOnly? DueOn)>(sql, new { ids });
        return items.ToLookup(item => item.Incident, item => new OpenActionItem(item.Id, item.Text, item.Owner, item.DueOn));
    }
}
