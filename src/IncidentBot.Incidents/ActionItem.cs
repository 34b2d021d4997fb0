using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

public enum ActionItemStatus
{
    Open,
    InProgress,
    Done,
    Dropped,
}

public enum Priority
{
    P0,
    P1,
    P2,
}

/// <summary>Work that outlives the incident.</summary>
/// <param name="Id"><c>AI-001</c>, counted within the incident.</param>
public sealed record ActionItem(
    string Id,
    string Text,
    Owner? Owner,
    Priority Priority,
    DateOnly? DueOn,
    ActionItemStatus Status,
    Person CreatedBy,
    ImmutableArray<long> Evidence)
{
    public DateTimeOffset? CreatedAt { get; init; }

    [JsonIgnore]
    public bool IsOpen => Status is ActionItemStatus.Open or ActionItemStatus.InProgress;

    public bool IsOverdue(DateOnly today) => IsOpen && DueOn < today;

    public static string IdOf(int number) => $"AI-{number:000}";

    public static string WordFor(ActionItemStatus status) => status == ActionItemStatus.InProgress ? "In Progress" : status.ToString();
}
