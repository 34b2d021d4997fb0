using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using Npgsql;

namespace IncidentBot.Storage;

public enum ActionItemsShown
{
    Open,
    Overdue,
    Done,
    All,
}

/// <param name="Today">The reader's.</param>
public sealed record ActionItemFilter(ActionItemsShown Shown, DateOnly Today)
{
    /// <summary>A part of the owner's name.</summary>
    public string? Owner { get; init; }

    public Priority? Priority { get; init; }
    public IncidentId? Incident { get; init; }

    internal string Condition => Shown switch
    {
        ActionItemsShown.Open => "a.status in ('Open', 'InProgress')",
        ActionItemsShown.Overdue => "a.status in ('Open', 'InProgress') and a.due_on < @today",
        ActionItemsShown.Done => "a.status = 'Done'",
        _ => "true",
    }
        + (Owner is null ? "" : " and strpos(lower(a.owner_name), @owner) > 0")
        + (Priority is null ? "" : " and a.priority = @priority")
        + (Incident is null ? "" : " and a.incident_id = @incident");

    internal object Parameters => new { today = Today, owner = Owner?.ToLowerInvariant(), priority = Priority?.ToString(), incident = Incident?.Value };
}

/// <summary>Action items of every incident that an audience may see, what is due first at the top.</summary>
public sealed class ActionItemCatalogue(NpgsqlDataSource dataSource)
{
    public async Task<PageOf<StoredActionItem>> ListAsync(Audience audience, ActionItemFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        var condition = $"i.version > 0 and {Audience.Condition} and {filter.Condition}";
        var counting = $"""
            select count(*)
              from action_items a
              join incidents i on i.id = a.incident_id
             where {condition}
            """;
        var listing = $"""
            select a.incident_id as IncidentId, i.title as IncidentTitle, a.id, a.text, a.owner_name as OwnerName,
                   a.owner_id as OwnerId, a.priority, a.due_on as DueOn, a.status, true as IsIncidentVisible
              from action_items a
              join incidents i on i.id = a.incident_id
             where {condition}
             order by a.due_on nulls last, a.priority, a.incident_id, a.id
             limit @size offset @skipped
            """;
        var asked = new DynamicParameters(audience.Parameters);
        asked.AddDynamicParams(filter.Parameters);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(counting, asked, cancellationToken: cancellationToken));
        var number = Math.Clamp(page, 1, Page.CountOf(count, size));
        asked.AddDynamicParams(new { size, skipped = (number - 1) * size });
        var items = await connection.QueryAsync<StoredActionItem>(new CommandDefinition(listing, asked, cancellationToken: cancellationToken));
        return new PageOf<StoredActionItem>([.. items], number, count, size);
    }
}
