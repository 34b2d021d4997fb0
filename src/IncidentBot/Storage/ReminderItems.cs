using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>An action item as a reminder shows it.</summary>
public sealed record RemindedItem
{
    public required string IncidentId { get; init; }
    public required string IncidentTitle { get; init; }
    public required string Id { get; init; }
    public required string Text { get; init; }
    public string? OwnerName { get; init; }
    public string? OwnerId { get; init; }
    public required string Priority { get; init; }
    public DateOnly? DueOn { get; init; }
    public required string Status { get; init; }
    public DateOnly? SnoozedUntil { get; init; }

    /// <summary>Whether whoever is told may see the incident, see <see cref="StoredActionItem.IsIncidentVisible"/>.</summary>
    public bool IsIncidentVisible { get; init; }

    /// <summary>Where the incident's people talk.</summary>
    public string? Home { get; init; }
    public string? CommanderId { get; init; }
    public string? CommanderName { get; init; }

    public IncidentId Incident => new(IncidentId);
    public ItemKey Key => new(Incident, Id);
    public bool IsOpen => Status is nameof(ActionItemStatus.Open) or nameof(ActionItemStatus.InProgress);
    public Owner? Owner => OwnerName is null ? null : new Owner(OwnerName, OwnerId);
    public Owner? Commander => CommanderName is null ? null : new Owner(CommanderName, CommanderId);
}

public readonly record struct ItemKey(IncidentId Incident, string ItemId);

/// <summary>Who did what to an item last.</summary>
/// <param name="Kind">The event's discriminator.</param>
public sealed record ItemChange(string Kind, string By, DateTimeOffset At);

public sealed class ReminderItems(NpgsqlDataSource dataSource)
{
    private const string Columns = $$"""
        a.incident_id as IncidentId, i.title as IncidentTitle, a.id, a.text, a.owner_name as OwnerName, a.owner_id as OwnerId, a.priority, a.due_on as DueOn,
               a.status, a.snoozed_until as SnoozedUntil, ({{IncidentLists.IsVisible}} or a.incident_id = @home) as IsIncidentVisible,
               i.record #>> '{incident,home,platform}' || ':' || (i.record #>> '{incident,home,workspace}') || '/' || (i.record #>> '{incident,home,channel}') as Home,
               role #>> '{holder,personId}' as CommanderId, role #>> '{holder,name}' as CommanderName
        """;

    private const string Joins = """
        join incidents i on i.id = a.incident_id
        left join lateral jsonb_array_elements(i.record #> '{incident,roles}') as role on role ->> 'role' = 'commander'
        """;

    /// <param name="person">For whom; an incident that they may not see stays hidden.</param>
    /// <param name="home">The incident in whose home it is shown, if it is in one.</param>
    public async Task<IReadOnlyDictionary<ItemKey, RemindedItem>> FindAsync(IReadOnlyCollection<ItemKey> keys, string? person, IncidentId? home, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, keys, person, home);
    }

    internal static async Task<IReadOnlyDictionary<ItemKey, RemindedItem>> FindAsync(NpgsqlConnection connection, IReadOnlyCollection<ItemKey> keys, string? person, IncidentId? home)
    {
        const string sql = $"""
            select {Columns}
              from unnest(@incidents, @items) as asked (incident_id, item_id)
              join action_items a on a.incident_id = asked.incident_id and a.id = asked.item_id
              {Joins}
            """;
        var items = await connection.QueryAsync<RemindedItem>(sql, new
        {
            incidents = keys.Select(key => key.Incident.Value).ToArray(),
            items = keys.Select(key => key.ItemId).ToArray(),
            person = person ?? "",
            home = home?.Value,
        });
        return items.ToDictionary(item => item.Key);
    }

    /// <summary>All that one person has to do, and their teams, what is due first at the top.</summary>
    public async Task<IReadOnlyList<RemindedItem>> OpenOfAsync(string person, string[] teams, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Columns}
              from action_items a
              {Joins}
             where a.status in ('Open', 'InProgress')
               and (a.owner_id = @person or (a.owner_id is null and lower(a.owner_name) = any (@teams)))
             order by a.due_on nulls last, a.priority, a.incident_id, a.id
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<RemindedItem>(new CommandDefinition(sql, new { person, teams, home = (string?)null }, cancellationToken: cancellationToken))];
    }

    /// <summary>What was done to items last, of each kind the newest.</summary>
    public async Task<ILookup<ItemKey, ItemChange>> ChangesAsync(IReadOnlyCollection<ItemKey> keys, CancellationToken cancellationToken)
    {
        const string sql = """
            select asked.incident_id, asked.item_id, e.kind, e.person_name, e.occurred_at
              from unnest(@incidents, @items) as asked (incident_id, item_id)
              join incidents i on i.id = asked.incident_id
             cross join lateral jsonb_array_elements(i.record -> 'actionItems') as item
             cross join lateral jsonb_array_elements_text(item -> 'evidence') as proof
              join timeline_events e on e.id = proof::bigint
             where item ->> 'id' = asked.item_id
             order by e.id desc
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Incident, string Item, string Kind, string By, DateTime At)>(new CommandDefinition(
            sql, new { incidents = keys.Select(key => key.Incident.Value).ToArray(), items = keys.Select(key => key.ItemId).ToArray() }, cancellationToken: cancellationToken));
        return rows.ToLookup(row => new ItemKey(new IncidentId(row.Incident), row.Item), row => new ItemChange(row.Kind, row.By, new DateTimeOffset(row.At, TimeSpan.Zero)));
    }
}
