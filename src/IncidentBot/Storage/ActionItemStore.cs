using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>An action item with the incident it comes from.</summary>
public sealed record StoredActionItem
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

    /// <summary>Where else it is followed.</summary>
    public string[] Tickets { get; init; } = [];

    /// <summary>Whether its owner may see the incident: one can own work that comes from a private incident, and not be of its people.</summary>
    public bool IsIncidentVisible { get; init; }
}

public sealed class ActionItemStore(NpgsqlDataSource dataSource)
{
    private const string IsTheirs = "(a.owner_id = @person or (a.owner_id is null and lower(trim(a.owner_name)) = any(@teams)))";

    /// <summary>The open items of one person, the most urgent first.</summary>
    /// <param name="teams">The keys of the teams they are of, see <see cref="Team.KeyOf"/>.</param>
    public async Task<PageOf<StoredActionItem>> OfAsync(Person person, string[] teams, int page, int size, CancellationToken cancellationToken)
    {
        const string counting = $"""
            select count(*)
              from action_items a
             where {IsTheirs}
               and a.status in ('Open', 'InProgress')
            """;
        const string listing = $"""
            select a.incident_id as IncidentId, i.title as IncidentTitle, a.id, a.text, a.owner_name as OwnerName,
                   a.owner_id as OwnerId, a.priority, a.due_on as DueOn, a.status, {IncidentLists.IsVisible} as IsIncidentVisible,
                   array(select jsonb_array_elements_text(item -> 'tickets')
                           from jsonb_array_elements(i.record -> 'actionItems') as item
                          where item ->> 'id' = a.id) as Tickets
              from action_items a
              join incidents i on i.id = a.incident_id
             where {IsTheirs}
               and a.status in ('Open', 'InProgress')
             order by a.due_on nulls last, a.priority, a.incident_id, a.id
             limit @size offset @skipped
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(counting, new { person = person.Id, teams }, cancellationToken: cancellationToken));
        var number = Math.Clamp(page, 1, Page.CountOf(count, size));
        var asked = new { person = person.Id, teams, size, skipped = (number - 1) * size };
        var items = await connection.QueryAsync<StoredActionItem>(new CommandDefinition(listing, asked, cancellationToken: cancellationToken));
        return new PageOf<StoredActionItem>([.. items], number, count, size);
    }

    internal static async Task SaveChangesAsync(NpgsqlConnection connection, IncidentRecord before, IncidentRecord after, DateTimeOffset now)
    {
        const string sql = """
            insert into action_items (incident_id, id, text, owner_name, owner_id, priority, due_on, status, created_at, settled_at, closed_at, snoozed_until, look_at)
            values (@incident, @id, @text, @ownerName, @ownerId, @priority, @dueOn, @status, @createdAt, @settledAt, @closedAt, @snoozedUntil, @lookAt)
            on conflict (incident_id, id) do update
               set text = excluded.text, owner_name = excluded.owner_name, owner_id = excluded.owner_id,
                   priority = excluded.priority, due_on = excluded.due_on, status = excluded.status,
                   settled_at = excluded.settled_at, closed_at = excluded.closed_at, snoozed_until = excluded.snoozed_until,
                   look_at = excluded.look_at
            """;
        if (before.ActionItems == after.ActionItems)
            return;

        await connection.ExecuteAsync(sql, after.ActionItems.Except(before.ActionItems).Select(item => new
        {
            incident = after.Incident.Id.Value,
            id = item.Id,
            text = item.Text,
            ownerName = item.Owner?.Name,
            ownerId = item.Owner?.PersonId,
            priority = item.Priority.ToString(),
            dueOn = item.DueOn,
            status = item.Status.ToString(),
            createdAt = item.CreatedAt?.UtcDateTime,
            settledAt = item.SettledAt?.UtcDateTime,
            closedAt = item.ClosedAt?.UtcDateTime,
            snoozedUntil = item.SnoozedUntil,
            // Whatever changed may have changed when somebody is to be reminded.
            lookAt = item.IsOpen ? now.UtcDateTime : (DateTime?)null,
        }));
    }
}
